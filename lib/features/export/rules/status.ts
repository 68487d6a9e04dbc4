import { chinaMinute } from '@/lib/core/clock'
import type { ExportFormat, ExportStatus } from '../schema'

export const EXPORT_STATUS_LABELS: Record<ExportStatus, string> = {
  WAITING: '排队中',
  RUNNING: '正在导出',
  DONE: '已完成',
  FAILED: '失败',
  CANCELLED: '已取消',
  EXPIRED: '已过期',
}

/** The statuses in which an action is allowed; used by buttons and commands. */
const ALLOWED = {
  cancel: ['WAITING', 'RUNNING'],
  download: ['DONE'],
} as const satisfies Record<string, readonly ExportStatus[]>

export function exportAllows(action: keyof typeof ALLOWED, status: ExportStatus): boolean {
  const statuses: readonly ExportStatus[] = ALLOWED[action]
  return statuses.includes(status)
}

/** The unfinished statuses. */
export const UNDER_WAY = ALLOWED.cancel

export function isUnderWay(status: ExportStatus): boolean {
  return exportAllows('cancel', status)
}

/** 机械登记_20261124_0930.xlsx, with the time of the request in China. */
export function exportFileName(format: ExportFormat, createdAt: Date): string {
  const stamp = chinaMinute(createdAt).replaceAll(/[-:]/g, '').replace(' ', '_')
  return `机械登记_${stamp}.${format.toLowerCase()}`
}
