import { z } from 'zod'
import { SYSTEM } from '@/lib/core/actor'
import type { AuditAction } from '@/lib/core/audit-actions'
import { auditMany } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'

/**
 * Why a claim ends: IDLE for want of activity, DISABLED and REASSIGNED since the officer was disabled or has another role or
 * bureau.
 */
type LapseCause = 'IDLE' | 'DISABLED' | 'REASSIGNED'

const lapsedClaim = z.object({
  id: z.string(),
  districtCode: z.string().nullable(),
  claimedById: z.string(),
  cause: z.enum(['IDLE', 'DISABLED', 'REASSIGNED']),
})

/** Ends the claims and records each. @param update returns the rows it changed */
async function lapseAll(
  tx: Tx,
  update: Prisma.Sql,
  what: { action: AuditAction; subjectType: string },
): Promise<number> {
  const lapsed = await rowsOf(tx, lapsedClaim)(update)
  await auditMany(
    tx,
    SYSTEM,
    lapsed.map(({ id, districtCode, claimedById, cause }) => ({
      ...what,
      subjectId: id,
      districtCode,
      details: { staffId: claimedById, disabled: cause === 'DISABLED', reassigned: cause === 'REASSIGNED' },
    })),
  )
  return lapsed.length
}

/**
 * Ends claims: the filings return to their old place in the queue (domain.md, States) and the record says why.
 * @param which rows of `filing` (id, claimedById, cause), locked
 * @returns how many
 */
export function lapse(tx: Tx, which: Prisma.Sql, now: Date): Promise<number> {
  const update = Prisma.sql`
    WITH stale AS (${which})
      UPDATE filing SET status = 'SUBMITTED', "claimedById" = NULL, "claimedAt" = NULL, "claimExpiresAt" = NULL,
        version = filing.version + 1, "updatedAt" = ${now}
      FROM stale WHERE filing.id = stale.id
      RETURNING filing.id, filing."districtCode", stale."claimedById", stale.cause`
  return lapseAll(tx, update, { action: 'filing.lapse', subjectType: 'filing' })
}

/**
 * The same for changes, which keep their status: they wait for anybody again.
 * @param which rows of `change` (id, claimedById, cause), locked
 */
export function lapseOfChanges(tx: Tx, which: Prisma.Sql): Promise<number> {
  const update = Prisma.sql`
    WITH stale AS (${which})
      UPDATE change SET "claimedById" = NULL, "claimedAt" = NULL, "claimExpiresAt" = NULL
      FROM stale WHERE change.id = stale.id
      RETURNING change.id, change."districtCode", stale."claimedById", stale.cause`
  return lapseAll(tx, update, { action: 'change.claim-lapse', subjectType: 'change' })
}

/**
 * Ends every claim of an officer who is being disabled or reassigned, in that transaction. Where a decision is open on it, the
 * claim stays: the decision fails when it is due, which frees it as well (docs/decisions/0038). Rows are waited for, not
 * skipped: whoever holds one is about to decide, to hand it over or to release it, and what is left claimed afterwards is
 * ended here.
 */
export async function endClaimsOf(tx: Tx, staffId: string, cause: LapseCause): Promise<void> {
  const held = (table: 'change' | 'filing', status: string) => Prisma.sql`
    SELECT id, "claimedById", ${cause}::text AS cause FROM ${Prisma.raw(table)}
    WHERE "claimedById" = ${staffId}::uuid AND status::text = ${status} AND "decisionDueAt" IS NULL
    ORDER BY id FOR NO KEY UPDATE`
  await lapse(tx, held('filing', 'IN_REVIEW'), new Date())
  await lapseOfChanges(tx, held('change', 'SUBMITTED'))
}
