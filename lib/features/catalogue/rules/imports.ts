import type { CatalogueImport, ImportStatus } from '../schema'

export type ImportAction = 'run' | 'undo' | 'discard'
type State = Pick<CatalogueImport, 'status' | 'totalRows' | 'addedRows' | 'goodRows'>

/**
 * Which actions an import allows; read by buttons and commands. A run that failed half-way may be resumed (the file was
 * checked to its end before) or undone; an import without entries may be discarded.
 */
export function importAllows(
  action: ImportAction,
  { status, totalRows, addedRows, goodRows }: State,
): boolean {
  const broken = status === 'FAILED' && totalRows !== null
  if (action === 'run') return (status === 'CHECKED' && goodRows > 0) || broken
  if (action === 'undo') return (status === 'DONE' && addedRows > 0) || (broken && addedRows > 0)
  return status === 'CHECKED' || (status === 'FAILED' && addedRows === 0)
}

export const IMPORT_STATUS_LABELS: Record<ImportStatus, string> = {
  CHECKING: '正在检查',
  CHECKED: '待确认',
  RUNNING: '正在导入',
  DONE: '已导入',
  FAILED: '失败',
  UNDONE: '已撤销',
}

/** A job is working on the import: the page polls. */
export function isUnderWay(status: ImportStatus): boolean {
  return status === 'CHECKING' || status === 'RUNNING'
}

/** Source of entries from the national service; shown by `sourceLabel`. */
export const NATIONAL_SOURCE = 'national'

export function sourceLabel(source: string): string {
  return source === NATIONAL_SOURCE ? '国家平台查询' : source
}
