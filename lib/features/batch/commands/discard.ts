import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { getBatchIn } from '../queries/batches'

/**
 * Deletes a table's record with what was found; drafts and filings that came of it stay.
 * @throws AppError NOT_FOUND; STATE_CONFLICT while a job works on it
 */
export function discardBatch(actor: AccountActor, id: string): Promise<void> {
  return transact(async (tx) => {
    const { fileName } = await getBatchIn(tx, actor, id)
    if ((await tx.filingBatchArchive.count({ where: { batchId: id, status: 'WAITING' } })) > 0)
      throw working()
    const where = { id, accountId: actor.id, status: { in: ['CHECKED' as const, 'DRAFTED' as const] } }
    const { count } = await tx.filingBatch.deleteMany({ where })
    if (count !== 1) throw working()
    const subject = { subjectType: 'filing-batch', subjectId: id }
    await audit(tx, actor, { action: 'batch.discard', ...subject, details: { fileName } })
  })
}

const working = () => new AppError('STATE_CONFLICT', { detail: '后台正在办理这张表格，请办完后再删除' })
