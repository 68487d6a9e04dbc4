import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { sharedAnswers } from '@/lib/server/database/shared-answer'
import { queueCondition } from './queue-table'

/** So few are looked through at each call: some 25 microseconds of PostgreSQL each. */
const LIVE = 1_000
/** Milliseconds for each open filing, twenty times what counting takes: however many officers ask, it is a twentieth of a processor. */
const FRESH_MS = 0.5
const LONGEST_MS = 60_000

const counts = sharedAnswers<number>()

/**
 * How many open filings of the actor's area look like another one. Each of them is looked up by a dozen indexes, so that a
 * province's tens of thousands take a second, and every officer's page asks again and again: beyond a thousand open ones the
 * officers of an area share a count, at most a minute old (docs/decisions/0077).
 * @param open filings in the area that are not decided
 * @param cap where counting stops
 */
export function countDuplicates(actor: StaffActor, now: Date, open: number, cap: number): Promise<number> {
  const freshMs = open > LIVE ? Math.min(LONGEST_MS, open * FRESH_MS) : 0
  return counts(JSON.stringify(actor.area), freshMs, async () => {
    const [row] = await rowsOf(db(), z.object({ count: z.int() }))`
      SELECT count(*)::int AS count FROM (
        SELECT FROM filing f WHERE ${queueCondition('duplicates', actor, now)} LIMIT ${cap}) rows`
    return row?.count ?? 0
  })
}
