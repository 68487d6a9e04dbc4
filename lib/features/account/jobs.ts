import { DAY_MS } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import type { Worker } from '@/lib/server/jobs/jobs'

const HOUR_MS = 3_600_000

/**
 * How long after its end each is kept. An expired code still answers for the minute between two;
 * a used refresh token betrays its reuse for as long as its session lives; a dead ticket answers like one that never was.
 */
const CODE_KEPT_MS = DAY_MS
const TICKET_KEPT_MS = HOUR_MS
const SESSION_KEPT_MS = 30 * DAY_MS
const LIMIT_KEPT_MS = HOUR_MS
/** The time in which a client may ask again with the same Idempotency-Key. */
const IDEMPOTENCY_KEPT_MS = 2 * DAY_MS

/**
 * Removes what has served its time: answers kept for an Idempotency-Key, codes, tickets, ended sessions with their
 * refresh tokens, counters of limits. Housekeeping of short-lived rows, so without a row in the audit.
 * @returns how many rows went
 */
export async function sweepExpired(now = new Date()): Promise<number> {
  const before = (age: number) => new Date(now.getTime() - age)
  const ended = before(SESSION_KEPT_MS)
  const over = { OR: [{ expiresAt: { lt: ended } }, { revokedAt: { lt: ended } }] }
  const counts = [
    await db().idempotencyKey.deleteMany({ where: { createdAt: { lt: before(IDEMPOTENCY_KEPT_MS) } } }),
    await db().verificationCode.deleteMany({ where: { expiresAt: { lt: before(CODE_KEPT_MS) } } }),
    await db().sessionTicket.deleteMany({ where: { expiresAt: { lt: before(TICKET_KEPT_MS) } } }),
    await db().refreshToken.deleteMany({ where: { session: over } }),
    await db().accountSession.deleteMany({ where: { ...over, tokens: { none: {} } } }),
    await db().rateLimit.deleteMany({ where: { expire: { lt: BigInt(before(LIMIT_KEPT_MS).getTime()) } } }),
  ]
  return counts.reduce((total, { count }) => total + count, 0)
}

export const workers: readonly Worker[] = [
  {
    queue: { name: 'account.sweep', retryLimit: 2, retryDelay: 60 },
    schedule: '40 3 * * *',
    run: async () => {
      await sweepExpired()
    },
  },
]
