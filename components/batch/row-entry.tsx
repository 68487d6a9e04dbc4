import Link from 'next/link'
import blocks from '@/components/mobile/blocks.module.css'
import { useMay } from '@/components/role/use-may'
import { spokenNumber } from '@/lib/core/filing-number'
import { ROW_STATE_LABELS } from '@/lib/features/batch/rules/states'
import type { BatchRow, RowRemark, RowState } from '@/lib/features/batch/schema'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import styles from './batch.module.css'
import type { Chosen } from './use-chosen'

const TONES: Partial<Record<RowState, string>> = {
  FAULTY: 'bad',
  REFUSED: 'bad',
  MISSING: 'wait',
  READY: 'good',
  SUBMITTED: 'good',
}

/** One row of a table: what is wrong in which cell, or what its draft lacks. @param chosen null while nothing can be chosen */
export function RowEntry({ row, chosen }: { row: BatchRow; chosen: Chosen | null }) {
  const { line, title, state, faults, notes, refusal, missing, filingId, filingStatus } = row
  const { may } = useMay('FILE')
  const done = filingStatus !== null && filingStatus !== 'DRAFT'
  const fills = !done && may
  return (
    <article className={styles.row} aria-label={`第 ${line} 行 ${title}`}>
      <div className={styles.head}>
        {chosen && filingStatus === 'DRAFT' ? (
          <label className={styles.tick}>
            <input type="checkbox" checked={chosen.has(line)} onChange={() => chosen.toggle(row)} />第 {line}{' '}
            行
          </label>
        ) : (
          <span>第 {line} 行</span>
        )}
        <strong>{title || '（没有读到机械）'}</strong>
        <span className={styles.state} data-tone={TONES[state]}>
          {done ? STATUS_LABELS[filingStatus] : ROW_STATE_LABELS[state]}
        </span>
      </div>
      <Remarks remarks={faults} tone="bad" />
      <Remarks remarks={notes} />
      {refusal && state === 'REFUSED' && <p className={blocks.alert}>{refusal}</p>}
      {missing.length > 0 && <p>还缺：{missing.join('、')}</p>}
      {row.filingNumber && <p>查询号 {spokenNumber(row.filingNumber)}</p>}
      {row.registrationNumber && <p>机械环保登记号码 {row.registrationNumber}</p>}
      {filingId && (
        <div className={blocks.links}>
          <Link href={fills ? `/m/filings/${filingId}/edit` : `/m/filings/${filingId}`} prefetch={false}>
            {fills ? '补充资料' : '查看详情'}
            <span className="visually-hidden"> 第 {line} 行</span>
          </Link>
        </div>
      )}
    </article>
  )
}

function Remarks({ remarks, tone }: { remarks: readonly RowRemark[]; tone?: string }) {
  if (remarks.length === 0) return null
  return (
    <ul className={styles.remarks} data-tone={tone}>
      {remarks.map(({ path, column, value, message }) => (
        <li key={`${path}${message}`}>
          {tone ? '' : '提醒：'}
          {column}
          {value && `“${value}”`}：{message}
        </li>
      ))}
    </ul>
  )
}
