import type { BatchDto, BatchStatus, ChosenRows, PhotoOutcome, RowState } from '../schema'

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

export const PHOTO_OUTCOME_LABELS: Record<PhotoOutcome, string> = {
  ATTACHED: '已放入',
  UNMATCHED: '没有认出',
  AMBIGUOUS: '不止一台',
  DOUBLED: '重复',
  TAKEN: '已有照片',
  REFUSED: '不能使用',
}

/** While a job works, the rows are read again when it has ended and not at every step. */
export function stampOf(batch: BatchDto): string {
  const { status, drafted, submitted, submitRefused } = batch
  return isUnderWay(batch) ? status : [status, drafted, submitted, submitRefused].join()
}

/** A job works on the table: the page polls, and nothing else may be begun. */
export const isUnderWay = ({ status }: Pick<BatchDto, 'status'>) =>
  status === 'DRAFTING' || status === 'SUBMITTING'

/** Is this row among those that an act was asked for? */
export const isChosen = (line: number, { lines, except }: Pick<ChosenRows, 'lines' | 'except'>) =>
  (lines?.includes(line) ?? true) && !except?.includes(line)
