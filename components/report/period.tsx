import { Button } from 'antd'
import { monthOf } from '@/lib/features/report/rules/period'
import styles from './report.module.css'
import type { ReportAddress } from './use-report-address'

type Props = { from: string; to: string; write: ReportAddress['write'] }

/** Selects the reported months, with native inputs: they work by keyboard and need no script. */
export function Period({ from, to, write }: Props) {
  const now = monthOf(new Date())
  const isDefault = from === monthOf(new Date(), 11) && to === now
  const set = (months: { from: string; to: string }) => {
    // An empty field is still being typed into.
    if (months.from && months.to) void write(months)
  }
  return (
    <fieldset className={styles.period}>
      <legend className="visually-hidden">统计月份</legend>
      <input
        type="month"
        aria-label="开始月份"
        value={from}
        max={now}
        onChange={({ target }) => set({ from: target.value, to: target.value > to ? target.value : to })}
      />
      至
      <input
        type="month"
        aria-label="结束月份"
        value={to}
        max={now}
        onChange={({ target }) => set({ from: target.value < from ? target.value : from, to: target.value })}
      />
      {!isDefault && (
        <Button size="small" type="link" onClick={() => void write({ from: null, to: null })}>
          近 12 个月
        </Button>
      )}
    </fieldset>
  )
}
