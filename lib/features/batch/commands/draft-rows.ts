import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { requireConsents } from '@/lib/features/consent/queries'
import { filingContent } from '@/lib/features/content/schema/content'
import { insertDraft, lockDrafts, requireUsableDistrict } from '@/lib/features/filing/commands/create-filing'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import { getBatchIn } from '../queries/batches'
import { ownRecords } from '../queries/facts'
import { markOwn } from '../rules/repeats'
import { type BatchDto, MAX_BATCH_ROWS, type RowRemark } from '../schema'
import { holdBatch, workThrough } from './batch-job'
import { draftQueue } from './queues'

/** Drafts made in one transaction: a crash rolls back only these. */
const AT_ONCE = 50
/** Drafts of an account that came by tables and are not submitted: as many as one table may have. */
export const MAX_BATCH_DRAFTS = MAX_BATCH_ROWS

/**
 * Has a draft made of each faultless row, by a job; rows that are drafts already stay as they are.
 * @throws AppError NOT_FOUND; CONSENT_REQUIRED; STATE_CONFLICT while a job works on it, with nothing to draft or too many drafts
 */
export async function draftBatch(actor: AccountActor, id: string): Promise<BatchDto> {
  await ensureQueue(draftQueue)
  return transact(async (tx) => {
    await requireConsents(tx, actor.id)
    const found = await getBatchIn(tx, actor, id)
    if (found.waiting === 0)
      throw new AppError('STATE_CONFLICT', { detail: '这张表格里没有可以生成草稿的行，请刷新后再看' })
    await requireRoom(tx, actor.id, found.waiting)
    const { count } = await tx.filingBatch.updateMany({
      where: { id, status: { in: ['CHECKED', 'DRAFTED'] } },
      data: { status: 'DRAFTING', failure: null, operatorId: actor.person?.id ?? null },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT')
    const subject = { subjectType: 'filing-batch', subjectId: id }
    await audit(tx, actor, { action: 'batch.draft', ...subject, details: { rows: found.waiting } })
    await enqueue(tx, draftQueue, { batchId: id })
    return getBatchIn(tx, actor, id)
  })
}

async function requireRoom(tx: Tx, filerId: string, more: number): Promise<void> {
  await lockDrafts(tx, filerId)
  const open = await tx.filing.count({
    where: { filerId, status: 'DRAFT', batchRow: { isNot: null } },
  })
  if (open + more <= MAX_BATCH_DRAFTS) return
  throw new AppError('STATE_CONFLICT', {
    detail: `您还有 ${open} 份批量登记的草稿没有提交，加上这张表格的 ${more} 份超过 ${MAX_BATCH_DRAFTS} 份；请先提交，或删除不用的草稿`,
  })
}

/** The job. A batch that is not DRAFTING is left alone. */
export function draftRows(batchId: string): Promise<void> {
  return workThrough(batchId, 'DRAFTING', { done: 'DRAFTED', failed: 'CHECKED' }, (actor) =>
    transact((tx) => draftPiece(tx, actor, batchId)),
  )
}

async function draftPiece(tx: Tx, actor: AccountActor, batchId: string): Promise<boolean> {
  if (!(await holdBatch(tx, batchId, 'DRAFTING'))) return false
  await requireConsents(tx, actor.id)
  const rows = await tx.filingBatchRow.findMany({
    where: { batchId, faults: { equals: [] }, draftedAt: null, refusal: null },
    orderBy: { line: 'asc' },
    take: AT_ONCE,
  })
  if (rows.length === 0) return false
  await requireRoom(tx, actor.id, rows.length)
  const judged = rows.map(({ line, content }) => ({
    line,
    content: filingContent.parse(content),
    faults: [] as RowRemark[],
    notes: [] as RowRemark[],
  }))
  // Again: the same table may have been uploaded twice, or the machine filed in the form meanwhile.
  markOwn(judged, await ownRecords(tx, actor.id))
  for (const { line, content, faults } of judged) {
    const where = { batchId, line, draftedAt: null }
    const refusal = faults[0]?.message ?? (await refusalOf(tx, actor, content))
    if (refusal !== null) await tx.filingBatchRow.updateMany({ where, data: { refusal } })
    else {
      const { id: filingId } = await insertDraft(tx, actor, content)
      const data = { filingId, draftedAt: new Date() }
      const { count } = await tx.filingBatchRow.updateMany({ where, data })
      if (count !== 1) throw new Error('a row of a batch was drafted twice')
    }
  }
  return true
}

/** A district may have ended since the table was checked. */
async function refusalOf(
  tx: Tx,
  actor: AccountActor,
  content: Parameters<typeof requireUsableDistrict>[2],
): Promise<string | null> {
  try {
    await requireUsableDistrict(tx, actor, content)
    return null
  } catch (error) {
    if (error instanceof AppError) return error.errors?.[0]?.message ?? error.message
    throw error
  }
}
