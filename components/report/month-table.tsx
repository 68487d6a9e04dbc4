import { formatCount } from '@/lib/core/format-count'
import { monthName } from '@/lib/features/report/rules/words'
import type { ReviewReport } from '@/lib/features/report/schema/reports'
import styles from './report.module.css'

/** The numbers of the chart by month, the newest first. */
export function MonthTable({ months }: { months: ReviewReport['byMonth'] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
    <section className={styles.scroll} aria-label="按月份的数字" tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">按月份收到和办结</caption>
        <thead>
          <tr>
            {['月份', '收到', '上年同月', '通过', '退回', '不予登记', '超期办结'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...months]
            .reverse()
            .map(({ month, received, yearBefore, approved, returned, declined, over }) => (
              <tr key={month}>
                <th scope="row">{monthName(month)}</th>
                <td>{formatCount(received)}</td>
                <td>{yearBefore === null ? '无数据' : formatCount(yearBefore)}</td>
                <td>{formatCount(approved)}</td>
                <td>{formatCount(returned)}</td>
                <td>{formatCount(declined)}</td>
                <td>{formatCount(over)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
