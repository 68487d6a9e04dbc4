import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db } from '@/lib/server/database/db'
import type { TextCell } from '@/lib/server/sheet/cell-text'
import { bookOf } from '@/lib/server/sheet/write-xlsx'
import { MEND_HEADINGS, templateColumns } from '../rules/columns'
import { rowRemarks } from '../schema'
import { workbookDownload } from './template'

const cells = z.record(z.string(), z.string())

/**
 * The faulty rows as they were typed, each with what to mend, to be uploaded again by itself: the faultless rows are filed
 * from the first table.
 * @throws AppError NOT_FOUND unless the table is the account's own and has faults
 */
export async function batchMendFile(actor: AccountActor, id: string): Promise<Response> {
  const batch = await db().filingBatch.findFirst({
    where: { id, accountId: actor.id },
    include: { rows: { where: { NOT: { faults: { equals: [] } } }, orderBy: { line: 'asc' } } },
  })
  if (!batch || batch.rows.length === 0) throw new AppError('NOT_FOUND')
  const columns = templateColumns()
  const rows = batch.rows.map(({ line, cells: typed, faults }): TextCell[] => {
    const values = cells.parse(typed ?? {})
    const said = rowRemarks.parse(faults).map(({ column, message }) => `${column}：${message}`)
    return [said.join('；'), String(line), ...columns.map(({ field }) => values[field.path] ?? null)]
  })
  const bytes = await bookOf([
    {
      name: '机械',
      columns: [
        { title: MEND_HEADINGS.faults, width: 60, kind: 'text' },
        { title: MEND_HEADINGS.line, width: 12, kind: 'text' },
        ...columns.map(({ heading, width }) => ({ title: heading, width, kind: 'text' as const })),
      ],
      rows,
    },
  ])
  const name = batch.fileName.replace(/\.(xlsx|csv)$/i, '')
  return workbookDownload(bytes, `${name}-需要改正.xlsx`, 'rows-to-mend.xlsx')
}
