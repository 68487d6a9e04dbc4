import { Tag } from 'antd'
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

/** The word of an import's state, with how far it is. */
export function ImportStatusTag({ row }: { row: CatalogueImport }) {
  const { status, doneRows, totalRows } = row
  const far = status === 'RUNNING' && totalRows ? ` ${Math.floor((doneRows / totalRows) * 100)}%` : ''
  const read = status === 'CHECKING' && doneRows > 0 ? ` ${doneRows.toLocaleString('zh-CN')} 行` : ''
  return (
    <Tag color={COLOURS[status]}>
      {IMPORT_STATUS_LABELS[status]}
      {far}
      {read}
    </Tag>
  )
}
