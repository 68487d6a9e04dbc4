import { z } from 'zod'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { deadlineQueue } from '@/lib/features/setting/commands/deadlines'
import { transact } from '@/lib/server/database/db'
import type { Worker } from '@/lib/server/jobs/jobs'
import type { Tick } from '@/lib/server/jobs/ticker'
import { moveDeadlines } from './commands/move-deadlines'
import { forgetVisits } from './commands/presence'
import { takeDueDecisions } from './commands/take-effect'

/** Claims per run: keeps the transaction short, and the next run is seconds away. */
const BATCH = 500

/**
 * Lapses the claims without activity for longer than the setting allows, and those of disabled officers: the filing
 * returns to its old place in the queue (domain.md, States), but not while a decision is open on it. Rows that an officer
 * is changing at this moment are skipped, and several servers can run this at once.
 * @returns how many claims lapsed
 */
export function lapseClaims(now = new Date()): Promise<number> {
  return transact(
    (tx) => tx.$executeRaw`
      WITH stale AS (
        SELECT id, "claimedById", "claimExpiresAt" < ${now} AS idle FROM filing
        -- Claimed rows only, by their index: without it PostgreSQL before 18 reads the whole table for the alternative below.
        WHERE "claimExpiresAt" IS NOT NULL AND status = 'IN_REVIEW' AND "decisionDueAt" IS NULL AND ("claimExpiresAt" < ${now}
          OR "claimedById" IN (SELECT id FROM staff WHERE "disabledAt" IS NOT NULL))
        ORDER BY "claimExpiresAt" LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED
      ), lapsed AS (
        UPDATE filing SET status = 'SUBMITTED', "claimedById" = NULL, "claimedAt" = NULL, "claimExpiresAt" = NULL,
          version = filing.version + 1, "updatedAt" = ${now}
        FROM stale WHERE filing.id = stale.id
        RETURNING filing.id, filing."districtCode", stale."claimedById", stale.idle
      )
      INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId", "districtCode", details)
      SELECT 'SYSTEM', 'filing.lapse', 'filing', id::text, "districtCode",
        jsonb_build_object('staffId', "claimedById", 'disabled', NOT idle)
      FROM lapsed`,
  )
}

export const ticks: readonly Tick[] = [
  { name: 'filing.lapse', everySeconds: 5, run: () => lapseClaims() },
  { name: 'filing.forget-visits', everySeconds: 600, run: () => forgetVisits() },
  // One look into an index that is nearly always empty (docs/decisions/0038).
  { name: 'filing.take-effect', everySeconds: 0.5, run: takeDueDecisions },
]

/** Payload of the job that a change of the rules enqueues; the daily job has none and covers the whole country. */
const deadlineJob = z.object({ divisionCode: z.string().length(6) }).catch({ divisionCode: WHOLE_COUNTRY })

export const workers: Worker[] = [
  {
    queue: deadlineQueue,
    // Daily as well: a new release may add the holidays of another year, and a transferred filing falls under other rules.
    schedule: '20 3 * * *',
    run: async (data) => {
      await moveDeadlines(deadlineJob.parse(data).divisionCode)
    },
  },
]
