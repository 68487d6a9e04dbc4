import { lapseOfChanges } from '@/lib/features/staff/commands/lapse-claims'
import { transact } from '@/lib/server/database/db'
import type { Tick } from '@/lib/server/jobs/ticker'
import { Prisma } from '@/prisma/client'
import { inspectChanges, wantOutdatedChanges } from './commands/inspect'
import { takeDueChangeDecisions } from './commands/take-effect'

/** Claims per run: keeps the transaction short, and the next run is seconds away. */
const BATCH = 500

/**
 * Lapses the claims of changes without activity, and those of officers who were disabled
 * otherwise than by the console, as those of filings lapse: the change waits
 * for anybody again, but not while a decision is open on it.
 * @returns how many claims lapsed
 */
export function lapseChangeClaims(now = new Date()): Promise<number> {
  const stale = Prisma.sql`
    SELECT id, "claimedById", CASE WHEN "claimExpiresAt" < ${now} THEN 'IDLE' ELSE 'DISABLED' END AS cause FROM change
    WHERE "claimExpiresAt" IS NOT NULL AND status = 'SUBMITTED' AND "decisionDueAt" IS NULL AND ("claimExpiresAt" < ${now}
      OR "claimedById" IN (SELECT id FROM staff WHERE "disabledAt" IS NOT NULL))
    ORDER BY "claimExpiresAt" LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`
  return transact((tx) => lapseOfChanges(tx, stale))
}

/** Finds the waiting changes whose checks are missing or outdated, and inspects the first of them. */
async function inspectOutdatedChanges(): Promise<void> {
  await wantOutdatedChanges()
  await inspectChanges()
}

export const ticks: readonly Tick[] = [
  { name: 'change.claim-lapse', everySeconds: 5, run: () => lapseChangeClaims() },
  { name: 'change.inspect-outdated', everySeconds: 60, run: inspectOutdatedChanges },
  { name: 'change.inspect', everySeconds: 1, run: () => inspectChanges() },
  { name: 'change.take-effect', everySeconds: 0.5, run: takeDueChangeDecisions },
]
