import type { BatchDto, BatchStatus, RowState } from '../schema'

export const BATCH_STATUS_LABELS: Record<BatchStatus, string> = {
  CHECKED: '已检查',
  DRAFTING: '正在生成草稿',
  DRAFTED: '已生成草稿',
  SUBMITTING: '正在提交',
}

export const ROW_STATE_LABELS: Record<RowState, string> = {
  FAULTY: '需要改正',
  WAITING: '检查合格',
  REFUSED: '没有办成',
  MISSING: '资料不全',
  READY: '可以提交',
  SUBMITTED: '已提交',
  GONE: '草稿已删除',
}

/** A job works on the table: the page polls, and nothing else may be begun. */
export const isUnderWay = ({ status }: Pick<BatchDto, 'status'>) =>
  status === 'DRAFTING' || status === 'SUBMITTING'
