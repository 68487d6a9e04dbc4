import { Tag } from 'antd'
import { formatCount } from '@/lib/core/format-count'
import { IMPORT_STATUS_LABELS } from '@/lib/features/catalogue/rules/imports'
import type { CatalogueImport, ImportStatus } from '@/lib/features/catalogue/schema'

const COLOURS: Record<ImportStatus, string | undefined> = {
  CHECKING: 'processing',
  CHECKED: 'warning',
  RUNNING: 'processing',
  DONE: 'success',
  FAILED: 'error',
  UNDONE: undefined,
}

/** Status label of an import, with its progress. */
export function ImportStatusTag({ row }: { row: CatalogueImport }) {
  const { status, doneRows, totalRows } = row
  const percent = status === 'RUNNING' && totalRows ? ` ${Math.floor((doneRows / totalRows) * 100)}%` : ''
  const rowsRead = status === 'CHECKING' && doneRows > 0 ? ` ${formatCount(doneRows)} 行` : ''
  return (
    <Tag color={COLOURS[status]}>
      {IMPORT_STATUS_LABELS[status]}
      {percent}
      {rowsRead}
    </Tag>
  )
}
