import { Progress, Tag } from 'antd'
import { chinaTime } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import { EXPORT_STATUS_LABELS } from '@/lib/features/export/rules/status'
import type { ExportStatus, MachineExport } from '@/lib/features/export/schema'
import styles from './export.module.css'

const COLOURS: Record<ExportStatus, string | undefined> = {
  WAITING: undefined,
  RUNNING: 'processing',
  DONE: 'success',
  FAILED: 'error',
  CANCELLED: undefined,
  EXPIRED: undefined,
}

/** Status label of an export, with its progress, its expiry time, or why it failed. */
export function ExportState({ row }: { row: MachineExport }) {
  return (
    <div className={styles.state}>
      <Tag color={COLOURS[row.status]}>{EXPORT_STATUS_LABELS[row.status]}</Tag>
      <StateDetails row={row} />
    </div>
  )
}

function StateDetails({ row: { status, doneRows, totalRows, expiresAt, failure } }: { row: MachineExport }) {
  if (status === 'RUNNING' && totalRows === null) return <span>正在查找</span>
  if (status === 'RUNNING' && totalRows !== null) {
    const text = `已写 ${formatCount(doneRows)} 台`
    const percent = totalRows > 0 ? Math.floor((doneRows / totalRows) * 100) : 0
    return (
      <>
        <span>{text}</span>
        <Progress aria-label="导出进度" percent={percent} status="active" size="small" />
      </>
    )
  }
  if (status === 'DONE' && expiresAt) {
    return <span className={styles.what}>保留到 {chinaTime(new Date(expiresAt)).slice(5, 16)}</span>
  }
  return failure && <div className={styles.what}>{failure}</div>
}
