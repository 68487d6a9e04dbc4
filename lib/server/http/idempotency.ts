import { AppError } from '@/lib/core/app-error'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import type { Tx } from '@/prisma/client'
import { requestContext } from './request-context'

type Reader = Pick<Tx, 'idempotencyKey'>

/** Stores what the command answers, encrypted since it may hold codes or tokens. No-op without a key. */
export async function storeAnswer(tx: Tx, result: unknown): Promise<void> {
  const asked = requestContext.getStore()?.idempotency
  if (!asked || asked.stored) return
  const { scope, key, requestHash, status } = asked
  const response = encrypt(JSON.stringify(result ?? null))
  await tx.idempotencyKey.create({ data: { scope, key, requestHash, status, response } })
}

/** To be called after the commit: a second transaction of the same request stores nothing. */
export function answerStored(): void {
  const asked = requestContext.getStore()?.idempotency
  if (asked) asked.stored = true
}

/**
 * The answer given the first time, or null.
 * @throws AppError IDEMPOTENCY_MISMATCH when the key came with another request
 */
export async function findAnswer(
  db: Reader,
  asked: { scope: string; key: string; requestHash: string },
): Promise<{ status: number; body: unknown } | null> {
  const row = await db.idempotencyKey.findUnique({
    where: { scope_key: { scope: asked.scope, key: asked.key } },
  })
  if (!row) return null
  if (row.requestHash !== asked.requestHash) throw new AppError('IDEMPOTENCY_MISMATCH')
  return { status: row.status, body: JSON.parse(decrypt(row.response)) }
}

/**
 * Was this very request (its key and body) answered while it was under way? A command asks before it takes its failure
 * for something worse than a race with its own twin.
 */
export async function answeredMeanwhile(db: Reader): Promise<boolean> {
  const asked = requestContext.getStore()?.idempotency
  return asked !== undefined && (await findAnswer(db, asked)) !== null
}
