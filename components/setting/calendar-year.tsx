import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { type Calendar, chinaDay } from '@/lib/core/clock'
import {
  type DayKind,
  isPreFilled,
  kindOf,
  type MonthRows,
  monthsOf,
  withDayTurned,
} from '@/lib/features/setting/rules/calendar-year'
import css from './calendar-year.module.css'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']
const KIND_LABELS: Record<DayKind, string> = {
  workday: '工作日',
  weekend: '周末',
  off: '放假',
  worked: '调休上班',
}
const MARKS: Partial<Record<DayKind, string>> = { off: '休', worked: '班' }

type Props = { calendar: Calendar; onChange: (calendar: Calendar) => void }

/** A year at a glance. A click turns a day; by keyboard the lists below do the same. */
export function CalendarYear({ calendar, onChange }: Props) {
  const [year, setYear] = useState(() => Number(chinaDay(new Date()).slice(0, 4)))
  const known = calendar.holidays.some((day) => day.startsWith(`${year}-`))
  return (
    <section className={css.year} aria-label={`${year} 年的放假和上班`}>
      <div className={css.head}>
        <Button size="small" icon={<LeftOutlined />} aria-label="上一年" onClick={() => setYear(year - 1)} />
        <strong>{year} 年</strong>
        <Button size="small" icon={<RightOutlined />} aria-label="下一年" onClick={() => setYear(year + 1)} />
        <span className={css.legend}>
          <span className={css.off}>休</span>放假
          <span className={css.worked}>班</span>调休上班
        </span>
        <span className={css.hint}>
          {isPreFilled(year, calendar) && (
            <strong className={css.preFilled}>按法定节假日预填，国务院办公厅通知尚未录入。</strong>
          )}
          {known ? '点一天可以改为放假或上班' : `${year} 年的放假安排还没有填写，期限按周一至周五计算`}
        </span>
      </div>
      <div className={css.months}>
        {monthsOf(year).map((rows, month) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: months of a year
          <Month key={`${year}-${month}`} name={`${month + 1}月`} rows={rows} {...{ calendar, onChange }} />
        ))}
      </div>
    </section>
  )
}

function Month({ name, rows, calendar, onChange }: Props & { name: string; rows: MonthRows }) {
  return (
    <table className={css.month} data-compact>
      <caption>{name}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.find((day) => day !== null)}>
            {row.map((day, column) =>
              day === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place beside the month
                <td key={column} />
              ) : (
                <Day key={day} day={day} {...{ calendar, onChange }} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, calendar, onChange }: Props & { day: string }) {
  const kind = kindOf(day, calendar)
  return (
    <td>
      <button
        type="button"
        tabIndex={-1}
        className={css[kind]}
        onClick={() => onChange(withDayTurned(calendar, day))}
      >
        {Number(day.slice(8))}
        {MARKS[kind] && <sup>{MARKS[kind]}</sup>}
        <span className="visually-hidden">{` ${day} ${KIND_LABELS[kind]}`}</span>
      </button>
    </td>
  )
}
