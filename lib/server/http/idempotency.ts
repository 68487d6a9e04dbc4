import { AppError } from '@/lib/core/app-error'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import type { Tx } from '@/prisma/client'
import { requestContext } from './request-context'

type Reader = Pick<Tx, 'idempotencyKey'>

const ANSWER = 'idempotency_key.response'

/** What tells a stored answer from all others: a key is the value of a header, without line breaks. */
function answerRow({ scope, key }: { scope: string; key: string }): string {
  return `${key}\n${scope}`
}

/** Stores the command's result, encrypted since it may contain codes or tokens. No-op without an Idempotency-Key. */
export async function storeAnswer(tx: Tx, result: unknown): Promise<void> {
  const pending = requestContext.getStore()?.idempotency
  if (!pending || pending.stored) return
  const { scope, key, requestHash, status } = pending
  const response = encrypt(ANSWER, answerRow({ scope, key }), JSON.stringify(result ?? null))
  await tx.idempotencyKey.create({ data: { scope, key, requestHash, status, response } })
}

/** Call after the commit: a second transaction of the same request then stores nothing. */
export function markAnswerStored(): void {
  const pending = requestContext.getStore()?.idempotency
  if (pending) pending.stored = true
}

/**
 * The stored answer of an earlier request with this key, or null.
 * @throws AppError IDEMPOTENCY_MISMATCH when the key was used for a different request
 */
export async function findAnswer(
  db: Reader,
  request: { scope: string; key: string; requestHash: string },
): Promise<{ status: number; body: unknown } | null> {
  const row = await db.idempotencyKey.findUnique({
    where: { scope_key: { scope: request.scope, key: request.key } },
  })
  if (!row) return null
  if (row.requestHash !== request.requestHash) throw new AppError('IDEMPOTENCY_MISMATCH')
  return { status: row.status, body: JSON.parse(decrypt(ANSWER, answerRow(row), row.response)) }
}

/**
 * Has a concurrent duplicate of this request (same key and body) been answered meanwhile? A command checks this before
 * it treats its failure as more than a race with the duplicate.
 */
export async function answeredMeanwhile(db: Reader): Promise<boolean> {
  const pending = requestContext.getStore()?.idempotency
  return pending !== undefined && (await findAnswer(db, pending)) !== null
}
