import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db } from '@/lib/server/database/db'
import type { TextCell } from '@/lib/server/sheet/cell-text'
import { bookOf } from '@/lib/server/sheet/write-xlsx'
import { PHOTO_OUTCOME_LABELS } from '../rules/states'
import { judgedRows } from './rows'
import { workbookDownload } from './template'

const column = (title: string, width: number) => ({ title, width, kind: 'text' as const })
/** Files of archives that were put nowhere; more are a program's. */
const MOST_FILES = 20_000

/**
 * What each draft of a table lacks, with how a photo of it may be named, and the files that were put nowhere.
 * @throws AppError NOT_FOUND unless the table is the account's own
 */
export async function batchMissingFile(actor: AccountActor, id: string): Promise<Response> {
  const batch = await db().filingBatch.findFirst({ where: { id, accountId: actor.id } })
  if (!batch) throw new AppError('NOT_FOUND')
  const rows = await judgedRows(db(), actor, id)
  const lacking = rows.filter(({ missing }) => missing.length > 0)
  const left = await db().filingBatchPhoto.findMany({
    where: { archive: { batchId: id }, outcome: { not: 'ATTACHED' } },
    orderBy: [{ archive: { createdAt: 'desc' } }, { archiveId: 'desc' }, { position: 'asc' }],
    include: { archive: { select: { fileName: true } } },
    take: MOST_FILES,
  })
  const bytes = await bookOf([
    {
      name: '还缺的资料',
      columns: [column('行', 8), column('机械', 32), column('还缺', 80), column('照片可以这样命名', 32)],
      rows: lacking.map(({ line, title, missing }): TextCell[] => [
        String(line),
        title,
        missing.join('、'),
        `第${line}行-照片种类.jpg`,
      ]),
    },
    {
      name: '没有放入的照片',
      columns: [
        column('压缩包', 24),
        column('文件', 40),
        column('行', 8),
        column('结果', 12),
        column('原因', 60),
      ],
      rows: left.map(({ archive, name, line, outcome, message }): TextCell[] => [
        archive.fileName,
        name,
        line === null ? null : String(line),
        PHOTO_OUTCOME_LABELS[outcome],
        message,
      ]),
    },
  ])
  return workbookDownload(
    bytes,
    `${batch.fileName.replace(/\.(xlsx|csv)$/i, '')}-还缺的资料.xlsx`,
    'still-missing.xlsx',
  )
}
