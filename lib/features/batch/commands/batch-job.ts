import { type AccountActor, proveActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, type Tx } from '@/lib/server/database/db'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import type { BatchStatus } from '../schema'

const UNEXPECTED = '系统出现问题，没有办完，请稍后再点一次，会从停下的地方继续'

/**
 * The account for a job that carries out what it asked for; null once it is closed.
 * @param operatorId who asked for it, for a unit
 */
export async function accountOf(accountId: string, operatorId: string | null): Promise<AccountActor | null> {
  const select = { id: true, name: true } as const
  const account = await db().account.findFirst({
    where: { id: accountId, closedAt: null },
    select: { ...select, type: true },
  })
  if (!account) return null
  const { id, type, name } = account
  const person =
    operatorId === null ? null : await db().account.findUniqueOrThrow({ where: { id: operatorId }, select })
  // No session is behind a job; who asked for it, and was entitled to, is recorded with what it does.
  const unitRole = type === 'UNIT' ? ('FILE' as const) : null
  return proveActor({ kind: 'ACCOUNT', id, type, name, person, unitRole, sessionId: '' })
}

/**
 * Does a batch's work piece by piece, each in a transaction of its own that also marks its rows: what is done stays done, and
 * a call after a crash goes on where the last one stopped. Ends in `after`; with a sentence when a piece fails.
 * @param piece false when there is nothing left, or the batch is no longer in this work
 */
export async function workThrough(
  batchId: string,
  during: BatchStatus,
  after: { done: BatchStatus; failed: BatchStatus },
  piece: (actor: AccountActor) => Promise<boolean>,
): Promise<void> {
  const batch = await db().filingBatch.findFirst({ where: { id: batchId, status: during } })
  const actor = batch && (await accountOf(batch.accountId, batch.operatorId))
  if (!actor) return
  let failure: string | null = null
  try {
    while (await piece(actor));
  } catch (error) {
    if (!(error instanceof AppError)) log().error({ batchId, error: errorFacts(error) }, 'batch job failed')
    failure = error instanceof AppError ? error.message : UNEXPECTED
  }
  await db().filingBatch.updateMany({
    where: { id: batchId, status: during },
    data: { status: failure === null ? after.done : after.failed, failure },
  })
}

/** Takes the batch for one piece: a second worker waits until the transaction ends. @returns false when it is not in this work */
export async function holdBatch(tx: Tx, batchId: string, during: BatchStatus): Promise<boolean> {
  const { count } = await tx.filingBatch.updateMany({
    where: { id: batchId, status: during },
    data: { failure: null },
  })
  return count === 1
}
