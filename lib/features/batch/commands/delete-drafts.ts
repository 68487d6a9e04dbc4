import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { auditMany } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { getBatchIn } from '../queries/batches'
import { isChosen } from '../rules/states'
import type { BatchDto, ChosenRows } from '../schema'

const draft = z.object({ line: z.int(), id: z.uuid(), districtCode: z.string().nullable() })

/**
 * Deletes drafts of a table, all or those chosen; what is submitted stays, and so do the rows: a deleted draft is not made again.
 * @throws AppError NOT_FOUND; STATE_CONFLICT while a job works on it, or when there are not as many as were confirmed
 */
export function deleteDrafts(actor: AccountActor, id: string, chosen: ChosenRows): Promise<BatchDto> {
  return transact(async (tx) => {
    await getBatchIn(tx, actor, id)
    // Takes the table, so that no job begins meanwhile.
    const { count: idle } = await tx.filingBatch.updateMany({
      where: { id, accountId: actor.id, status: { in: ['CHECKED', 'DRAFTED'] } },
      data: { failure: null },
    })
    if (idle !== 1) throw new AppError('STATE_CONFLICT', { detail: '后台正在办理这张表格，请办完后再删除' })
    const found = await rowsOf(tx, draft)`
      SELECT r.line, f.id, f."districtCode" FROM filing_batch_row r JOIN filing f ON f.id = r."filingId"
      WHERE r."batchId" = ${id}::uuid AND f.status = 'DRAFT' AND f."filerId" = ${actor.id}::uuid
      ORDER BY f.id FOR UPDATE OF f`
    const drafts = found.filter(({ line }) => isChosen(line, chosen))
    if (drafts.length === 0 || drafts.length !== chosen.count)
      throw new AppError('STATE_CONFLICT', {
        detail: `可以删除的草稿现在是 ${drafts.length} 份，与您确认的 ${chosen.count} 份不同，请看过后再删除`,
      })
    const where = { id: { in: drafts.map((each) => each.id) }, status: 'DRAFT' as const }
    const { count } = await tx.filing.deleteMany({ where })
    if (count !== drafts.length) throw new AppError('STATE_CONFLICT')
    await auditMany(
      tx,
      actor,
      drafts.map(({ id: subjectId, districtCode }) => ({
        action: 'filing.delete' as const,
        subjectType: 'filing',
        subjectId,
        districtCode,
      })),
    )
    return getBatchIn(tx, actor, id)
  })
}
