import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'

/**
 * Ends claims: the filings return to their old place in the queue (domain.md, States) and the record says why.
 * @param which rows of `filing` (id, claimedById, idle), locked; `idle`: for want of activity, otherwise since the officer is disabled
 * @returns how many
 */
export function lapse(tx: Tx, which: Prisma.Sql, now: Date): Promise<number> {
  return tx.$executeRaw`
    WITH stale AS (${which}), lapsed AS (
      UPDATE filing SET status = 'SUBMITTED', "claimedById" = NULL, "claimedAt" = NULL, "claimExpiresAt" = NULL,
        version = filing.version + 1, "updatedAt" = ${now}
      FROM stale WHERE filing.id = stale.id
      RETURNING filing.id, filing."districtCode", stale."claimedById", stale.idle
    )
    INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId", "districtCode", details)
    SELECT 'SYSTEM', 'filing.lapse', 'filing', id::text, "districtCode",
      jsonb_build_object('staffId', "claimedById", 'disabled', NOT idle)
    FROM lapsed`
}

/**
 * Ends every claim of an officer who is being disabled, in that transaction. Where a decision is open on it, the claim stays:
 * the decision fails when it is due, which frees the filing as well (docs/decisions/0038). Rows are waited for, not skipped: whoever
 * holds one is about to decide, to hand it over or to release it, and what is left claimed afterwards is ended here.
 */
export function endClaimsOf(tx: Tx, staffId: string): Promise<number> {
  const held = Prisma.sql`
    SELECT id, "claimedById", false AS idle FROM filing
    WHERE "claimedById" = ${staffId}::uuid AND status = 'IN_REVIEW' AND "decisionDueAt" IS NULL
    ORDER BY id FOR NO KEY UPDATE`
  return lapse(tx, held, new Date())
}
