'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useCallback, useId, useMemo } from 'react'
import { Chart } from '@/components/ui/chart'
import { formatCount, formatShare } from '@/lib/features/report/rules/words'
import styles from './report.module.css'

export type FigurePart = {
  key: string
  name: string
  count: number
  /** The figures of this part alone. */
  inside?: string
  /** The list behind the count. */
  list?: string
}

type Props = {
  title: string
  /** What the parts are: 地区, 类别… */
  head: string
  unit: string
  parts: readonly FigurePart[]
  /** Parts of one whole carry their share. */
  whole?: number
  form?: 'bars' | 'columns'
  wide?: boolean
}

/** More bars than these would be too thin to read or to meet; the table has them all. */
const BARS = 12

/** A picture and the table behind it. A click on a bar leads where the row leads. */
export function Figure({ title, head, unit, parts, whole, form = 'bars', wide }: Props) {
  const id = useId()
  const some = parts.some(({ count }) => count > 0)
  return (
    <section className={wide ? styles.wide : styles.figure} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {parts.length === 0 ? (
        <p className={styles.none}>没有数据</p>
      ) : (
        <div className={some ? styles.pair : undefined}>
          {some && <PartChart title={title} unit={unit} parts={parts} form={form} />}
          <div className={styles.scroll}>
            <table className={styles.table}>
              <caption className="visually-hidden">{title}</caption>
              <thead>
                <tr>
                  <th scope="col">{head}</th>
                  <th scope="col">{unit}</th>
                  {whole !== undefined && <th scope="col">占比</th>}
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => (
                  <PartRow key={part.key} part={part} whole={whole} />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </section>
  )
}

function PartChart({ title, unit, parts, form }: Required<Pick<Props, 'title' | 'unit' | 'parts' | 'form'>>) {
  const router = useRouter()
  const drawn = useMemo(() => (form === 'bars' ? parts.slice(0, BARS) : parts), [form, parts])
  const picture = useMemo(
    () => ({
      form,
      names: drawn.map(({ name }) => name),
      series: [{ name: unit, values: drawn.map(({ count }) => count) }],
    }),
    [form, drawn, unit],
  )
  const pick = useCallback(
    (index: number) => {
      const target = drawn[index]?.inside ?? drawn[index]?.list
      if (target) router.push(target)
    },
    [drawn, router],
  )
  const rest = parts.length - drawn.length
  return (
    <div>
      <Chart label={`${title}图，数字见右侧表格`} picture={picture} height={232} onPick={pick} />
      {rest > 0 && (
        <p className={styles.quiet}>
          图中为前 {BARS} 项，其余 {rest} 项见表
        </p>
      )}
    </div>
  )
}

function PartRow({ part: { name, count, inside, list }, whole }: { part: FigurePart; whole?: number }) {
  return (
    <tr>
      <th scope="row" title={name}>
        {inside ? (
          <Link href={inside} prefetch={false}>
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td>
        {list && count > 0 ? (
          <Link href={list} prefetch={false} aria-label={`${name} ${formatCount(count)}，查看列表`}>
            {formatCount(count)}
          </Link>
        ) : (
          formatCount(count)
        )}
      </td>
      {whole !== undefined && <td>{formatShare(count, whole)}</td>}
    </tr>
  )
}
