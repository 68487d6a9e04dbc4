import type { CatalogueImport, ImportStatus } from '../schema'

export type ImportAction = 'run' | 'undo' | 'discard'
type State = Pick<CatalogueImport, 'status' | 'totalRows' | 'addedRows' | 'goodRows'>

/**
 * What may be done with an import: the one table of buttons and commands. A failure in the middle of a run may be taken
 * up again (the file was read to its end before) or undone; a file that brought nothing may go without a trace in the
 * catalogue.
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

/** Something goes on by itself: the page looks again. */
export function isUnderWay(status: ImportStatus): boolean {
  return status === 'CHECKING' || status === 'RUNNING'
}

/** 'national' is what the program writes; people read this. */
export const NATIONAL_SOURCE = 'national'

export function sourceLabel(source: string): string {
  return source === NATIONAL_SOURCE ? '国家平台查询' : source
}
