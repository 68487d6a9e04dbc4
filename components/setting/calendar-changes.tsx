import type { Calendar } from '@/lib/core/clock'
import { calendarChange, daysInSpans } from '@/lib/features/setting/rules/calendar-change'
import styles from './rules.module.css'

const LABELS = { holidays: '放假', workdays: '调休上班' } as const

/** Lists the days by which two calendars differ. */
export function CalendarChanges({ from, to }: { from: Calendar; to: Calendar }) {
  const change = calendarChange(from, to)
  const rows = (['holidays', 'workdays'] as const).flatMap((key) => [
    { label: `新增${LABELS[key]}`, days: change[key].added },
    { label: `取消${LABELS[key]}`, days: change[key].removed },
  ])
  const changed = rows.filter(({ days }) => days.length > 0)
  if (changed.length === 0) return <p>与现行日历相同。</p>
  return (
    <dl className={styles.days}>
      {changed.map(({ label, days }) => (
        <div key={label}>
          <dt>{`${label} ${days.length} 天`}</dt>
          <dd>
            <Days days={days} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Days grouped in spans; a span does not wrap. */
export function Days({ days }: { days: readonly string[] }) {
  if (days.length === 0) return '—'
  return daysInSpans(days).map((span) => (
    <span key={span} className={styles.span}>
      {span}
    </span>
  ))
}
