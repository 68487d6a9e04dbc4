import { DAY_MS } from '@/lib/core/clock'
import { longTransaction } from '@/lib/server/database/db'
import type { Worker } from '@/lib/server/jobs/jobs'

const HOUR_MS = 3_600_000

/**
 * How long each row is stored after it expires. An expired code still enforces the minute between two codes; a used
 * refresh token reveals its reuse while its session lives; an expired ticket is treated like an unknown one.
 */
const CODE_RETENTION_MS = DAY_MS
const TICKET_RETENTION_MS = HOUR_MS
const SESSION_RETENTION_MS = 30 * DAY_MS
/** What a unit's invitation or a request to join one has come to is shown no longer. */
const JOINING_RETENTION_MS = 30 * DAY_MS
const LIMIT_RETENTION_MS = HOUR_MS
/** How long a client may retry with the same Idempotency-Key. */
const IDEMPOTENCY_RETENTION_MS = 2 * DAY_MS

/**
 * Deletes expired rows: responses stored for an Idempotency-Key, codes, tickets, ended sessions with their refresh
 * tokens, ended invitations and requests to join a unit, rate-limit counters. Housekeeping of short-lived rows, so no audit row.
 * @returns how many rows were deleted
 */
export async function sweepExpired(now = new Date()): Promise<number> {
  const before = (age: number) => new Date(now.getTime() - age)
  const ended = before(SESSION_RETENTION_MS)
  const over = { OR: [{ expiresAt: { lt: ended } }, { revokedAt: { lt: ended } }] }
  const joined = {
    OR: [
      { endedAt: { lt: before(JOINING_RETENTION_MS) } },
      { expiresAt: { lt: before(JOINING_RETENTION_MS) } },
    ],
  }
  const counts = await longTransaction('sweep', async (tx) => [
    await tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: before(IDEMPOTENCY_RETENTION_MS) } } }),
    await tx.verificationCode.deleteMany({ where: { expiresAt: { lt: before(CODE_RETENTION_MS) } } }),
    await tx.sessionTicket.deleteMany({ where: { expiresAt: { lt: before(TICKET_RETENTION_MS) } } }),
    await tx.refreshToken.deleteMany({ where: { session: over } }),
    await tx.accountSession.deleteMany({ where: { ...over, tokens: { none: {} } } }),
    await tx.unitInvitation.deleteMany({ where: joined }),
    await tx.unitRequest.deleteMany({ where: joined }),
    await tx.rateLimit.deleteMany({
      where: { expire: { lt: BigInt(before(LIMIT_RETENTION_MS).getTime()) } },
    }),
  ])
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
