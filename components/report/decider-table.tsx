import { useId } from 'react'
import { Sideways } from '@/components/ui/sideways'
import { formatCount } from '@/lib/core/format-count'
import { formatHours, formatShare } from '@/lib/features/report/rules/words'
import { type Decisions, MAX_DECIDERS } from '@/lib/features/report/schema/reports'
import styles from './report.module.css'

type Decider = Decisions & { id: string; name: string; bureauName?: string }

const HEADS = [
  '办结',
  '通过',
  '退回',
  '不予登记',
  '退回率',
  '提前',
  '到期当日',
  '超期',
  '超期率',
  '用时中位数',
]

/** Compares bureaus or reviewers: decisions, return rate, overdue rate, median time. */
export function DeciderTable({ title, deciders }: { title: string; deciders: readonly Decider[] }) {
  const id = useId()
  return (
    <section className={styles.wide} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {deciders.length === 0 ? (
        <p className={styles.none}>这段时间没有办结的登记</p>
      ) : (
        <Sideways label={`${title}的数字`}>
          <table className={styles.table}>
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">名称</th>
                {HEADS.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {deciders.map((decider) => (
                <DeciderRow key={`${decider.id} ${decider.bureauName}`} decider={decider} />
              ))}
            </tbody>
          </table>
        </Sideways>
      )}
      {deciders.length === MAX_DECIDERS && (
        <p className={styles.none}>按办结数量排列，只列前 {MAX_DECIDERS} 个</p>
      )}
    </section>
  )
}

function DeciderRow({ decider }: { decider: Decider }) {
  const { name, bureauName, approved, returned, declined, before, on, over, medianHours } = decider
  const decided = approved + returned + declined
  return (
    <tr>
      <th scope="row" title={bureauName}>
        {name}
      </th>
      <td>{formatCount(decided)}</td>
      <td>{formatCount(approved)}</td>
      <td>{formatCount(returned)}</td>
      <td>{formatCount(declined)}</td>
      <td>{formatShare(returned, decided)}</td>
      <td>{formatCount(before)}</td>
      <td>{formatCount(on)}</td>
      <td>{formatCount(over)}</td>
      <td>{formatShare(over, decided)}</td>
      <td>{formatHours(medianHours)}</td>
    </tr>
  )
}
