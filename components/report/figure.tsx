'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useCallback, useId, useMemo } from 'react'
import { Chart } from '@/components/ui/chart'
import { formatCount } from '@/lib/core/format-count'
import { formatShare } from '@/lib/features/report/rules/words'
import styles from './report.module.css'

export type FigurePart = {
  key: string
  name: string
  count: number
  /** Of the same month a year earlier; null without data. Absent where it is not compared. */
  yearBefore?: number | null
  /** Link to the figures of this part. */
  figuresHref?: string
  /** Link to the list behind the count. */
  listHref?: string
}

type Props = {
  title: string
  /** Heading of the parts: 地区, 类别… */
  head: string
  unit: string
  parts: readonly FigurePart[]
  /** Total of the parts, if their shares are shown. */
  total?: number
  kind?: 'bars' | 'columns'
  wide?: boolean
}

/** More bars would be too thin to read or to click; the table has all parts. */
const MAX_BARS = 12

/** A chart and its table. A click on a bar opens the link of its row. */
export function Figure({ title, head, unit, parts, total, kind = 'bars', wide }: Props) {
  const id = useId()
  const compares = parts.some(({ yearBefore }) => yearBefore !== undefined)
  const hasData = parts.some(({ count }) => count > 0)
  return (
    <section className={wide ? styles.wide : styles.figure} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {parts.length === 0 ? (
        <p className={styles.none}>没有数据</p>
      ) : (
        <div className={hasData ? styles.pair : undefined}>
          {hasData && <PartChart title={title} unit={unit} parts={parts} kind={kind} />}
          <div className={styles.scroll}>
            <table className={styles.table}>
              <caption className="visually-hidden">{title}</caption>
              <thead>
                <tr>
                  <th scope="col">{head}</th>
                  <th scope="col">{unit}</th>
                  {total !== undefined && <th scope="col">占比</th>}
                  {compares && <th scope="col">上年同月</th>}
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => (
                  <PartRow key={part.key} part={part} total={total} />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </section>
  )
}

function PartChart({ title, unit, parts, kind }: Required<Pick<Props, 'title' | 'unit' | 'parts' | 'kind'>>) {
  const router = useRouter()
  const counted = parts.filter(({ count }) => count > 0).length
  const chartParts = useMemo(() => chartPartsOf(kind, parts), [kind, parts])
  const data = useMemo(
    () => ({
      kind,
      names: chartParts.map(({ name }) => name),
      series: [{ name: unit, values: chartParts.map(({ count }) => count) }],
    }),
    [kind, chartParts, unit],
  )
  const pick = useCallback(
    (index: number) => {
      const target = chartParts[index]?.figuresHref ?? chartParts[index]?.listHref
      if (target) router.push(target)
    },
    [chartParts, router],
  )
  const rest = kind === 'bars' ? counted - chartParts.length : 0
  return (
    <div>
      <Chart label={`${title}图，数字见右侧表格`} data={data} height={232} onPick={pick} />
      {rest > 0 && (
        <p className={styles.quiet}>
          图中为前 {MAX_BARS} 项，其余 {rest} 项见表
        </p>
      )}
    </div>
  )
}

/** Bars of nothing are not drawn. Columns are a sequence in time, from the oldest on; the table has the newest first. */
function chartPartsOf(kind: 'bars' | 'columns', parts: readonly FigurePart[]): readonly FigurePart[] {
  return kind === 'bars' ? parts.filter(({ count }) => count > 0).slice(0, MAX_BARS) : [...parts].reverse()
}

function PartRow({
  part: { name, count, yearBefore, figuresHref, listHref },
  total,
}: {
  part: FigurePart
  total?: number
}) {
  return (
    <tr>
      <th scope="row" title={name}>
        {figuresHref ? (
          <Link href={figuresHref} prefetch={false}>
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td>
        {listHref && count > 0 ? (
          <Link href={listHref} prefetch={false} aria-label={`${name} ${formatCount(count)}，查看列表`}>
            {formatCount(count)}
          </Link>
        ) : (
          formatCount(count)
        )}
      </td>
      {total !== undefined && <td>{formatShare(count, total)}</td>}
      {yearBefore !== undefined && <td>{yearBefore === null ? '无数据' : formatCount(yearBefore)}</td>}
    </tr>
  )
}
