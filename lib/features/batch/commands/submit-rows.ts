import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { requireConsents } from '@/lib/features/consent/queries'
import { submitIn } from '@/lib/features/filing/commands/submit-filing'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import { getBatchIn } from '../queries/batches'
import { judgedRows } from '../queries/rows'
import { isChosen } from '../rules/states'
import type { BatchDto, ChosenRows } from '../schema'
import { holdBatch, workThrough } from './batch-job'
import { submitQueue } from './queues'

/**
 * Has the complete drafts of a table submitted, by a job.
 * @param chosen rows, of which the complete ones count
 * @throws AppError NOT_FOUND; CONSENT_REQUIRED; STATE_CONFLICT while a job works on it, or when it is no longer that many
 */
export async function submitBatch(actor: AccountActor, id: string, chosen: ChosenRows): Promise<BatchDto> {
  await ensureQueue(submitQueue)
  return transact(async (tx) => {
    await requireConsents(tx, actor.id)
    const { count: held } = await tx.filingBatch.updateMany({
      where: { id, accountId: actor.id, status: 'DRAFTED' },
      data: { status: 'SUBMITTING', failure: null, operatorId: actor.person?.id ?? null },
    })
    const rows = await judgedRows(tx, actor, id)
    if (held !== 1) throw new AppError('STATE_CONFLICT')
    const lines = rows
      .filter(({ missing, filingStatus }) => filingStatus === 'DRAFT' && missing.length === 0)
      .map(({ line }) => line)
      .filter((line) => isChosen(line, chosen))
    if (lines.length === 0 || lines.length !== chosen.count)
      throw new AppError('STATE_CONFLICT', {
        detail: `可以提交的草稿现在是 ${lines.length} 份，与您确认的 ${chosen.count} 份不同，请看过后再提交`,
      })
    const asked = { askedAt: new Date(), submitRefusal: null }
    await tx.filingBatchRow.updateMany({
      where: { batchId: id, line: { in: lines }, submittedAt: null },
      data: asked,
    })
    const subject = { subjectType: 'filing-batch', subjectId: id }
    await audit(tx, actor, { action: 'batch.submit', ...subject, details: { rows: lines.length } })
    await enqueue(tx, submitQueue, { batchId: id })
    return getBatchIn(tx, actor, id)
  })
}

/** The job. A batch that is not SUBMITTING is left alone. */
export function submitRows(batchId: string): Promise<void> {
  return workThrough(batchId, 'SUBMITTING', { done: 'DRAFTED', failed: 'DRAFTED' }, (actor) =>
    submitNext(actor, batchId),
  )
}

const OPEN = { askedAt: { not: null }, submittedAt: null, submitRefusal: null }

/** One filing in one transaction with its row: whoever comes second finds it done. A refusal is written beside it. */
async function submitNext(actor: AccountActor, batchId: string): Promise<boolean> {
  const row = await db().filingBatchRow.findFirst({
    where: { batchId, ...OPEN },
    orderBy: { line: 'asc' },
    select: { line: true, filingId: true },
  })
  if (!row) return false
  const settle = async (tx: Tx, data: { submittedAt: Date } | { submitRefusal: string }) =>
    (await tx.filingBatchRow.updateMany({ where: { batchId, line: row.line, ...OPEN }, data })).count === 1
  const refuse = (submitRefusal: string) =>
    transact(async (tx) => (await holdBatch(tx, batchId, 'SUBMITTING')) && settle(tx, { submitRefusal }))
  const { filingId } = row
  if (filingId === null) {
    await refuse('草稿已删除')
    return true
  }
  try {
    return await transact(async (tx) => {
      if (!(await holdBatch(tx, batchId, 'SUBMITTING'))) return false
      // Another worker has had it meanwhile.
      if (!(await settle(tx, { submittedAt: new Date() }))) return true
      await submitIn(tx, actor, filingId)
      return true
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await refuse(
      [...new Set([...(error.errors ?? []).map(({ message }) => message)])].slice(0, 5).join('；') ||
        error.message,
    )
    return true
  }
}
