import { z } from 'zod'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { deadlineQueue } from '@/lib/features/setting/commands/deadlines'
import { lapse } from '@/lib/features/staff/commands/lapse-claims'
import { transact } from '@/lib/server/database/db'
import type { Worker } from '@/lib/server/jobs/jobs'
import type { Tick } from '@/lib/server/jobs/ticker'
import { Prisma } from '@/prisma/client'
import { moveDeadlines } from './commands/move-deadlines'
import { forgetVisits } from './commands/presence'
import { takeDueDecisions } from './commands/take-effect'

/** Claims per run: keeps the transaction short, and the next run is seconds away. */
const BATCH = 500

/**
 * Lapses the claims without activity for longer than the setting allows, and those of officers who were disabled
 * otherwise than by the console, which ends them itself; but not while a decision is open on the filing. Rows that an officer is
 * changing at this moment are skipped, and several servers can run this at once.
 * @returns how many claims lapsed
 */
export function lapseClaims(now = new Date()): Promise<number> {
  const stale = Prisma.sql`
    SELECT id, "claimedById", CASE WHEN "claimExpiresAt" < ${now} THEN 'IDLE' ELSE 'DISABLED' END AS cause FROM filing
    -- Claimed rows only, by their index: without it PostgreSQL before 18 reads the whole table for the alternative below.
    WHERE "claimExpiresAt" IS NOT NULL AND status = 'IN_REVIEW' AND "decisionDueAt" IS NULL AND ("claimExpiresAt" < ${now}
      OR "claimedById" IN (SELECT id FROM staff WHERE "disabledAt" IS NOT NULL))
    ORDER BY "claimExpiresAt" LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`
  return transact((tx) => lapse(tx, stale, now))
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
