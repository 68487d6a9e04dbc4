import { z } from 'zod'
import { type DayRoot, dayMac } from '@/lib/server/audit/day-mac'
import { db, longTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { registryId } from '../queries/chain'

/** Any number that no other advisory lock of this project uses. */
const DAYS_LOCK = 7_301_059
/** After midnight the last batch of the day may still be under way. */
const SETTLED_MS = 5 * 60_000

const nextRow = z.object({ open: z.boolean() })
const clockRow = z.object({ now: z.date() })
const lockRow = z.object({ mine: z.boolean() })
const dayRow = z.object({
  day: z.string(),
  firstSeq: z.bigint(),
  lastSeq: z.bigint(),
  events: z.int(),
  root: z.string(),
})

/**
 * Writes the root of each day in China that is over and has none yet: the chain's head at the day's end, by the times of sealing.
 * A day on which nothing was sealed has none.
 * @param at the present; default: the database's clock
 * @returns how many were written
 */
export async function closeDays(at?: Date): Promise<number> {
  const now = at ?? (await rowsOf(db(), clockRow)`SELECT clock_timestamp() AS now`)[0]?.now ?? new Date()
  const settled = new Date(now.getTime() - SETTLED_MS)
  return longTransaction('seal', async (tx) => {
    const [lock] = await rowsOf(tx, lockRow)`SELECT pg_try_advisory_xact_lock(${DAYS_LOCK}) AS mine`
    return lock?.mine ? closeBefore(tx, settled) : 0
  })
}

async function closeBefore(tx: Tx, settled: Date): Promise<number> {
  const last = await tx.auditDay.findFirst({ orderBy: { day: 'desc' } })
  const after = last?.lastSeq ?? 0n
  // Most calls end here: the first seal without a day is of today.
  const [next] = await rowsOf(tx, nextRow)`
    SELECT "sealedAt" < date_trunc('day', ${settled}::timestamptz, 'Asia/Shanghai') AS open
    FROM audit_seal WHERE seq > ${after} ORDER BY seq LIMIT 1`
  if (!next?.open) return 0
  const days = await daysAfter(tx, after, last?.day ?? null, settled)
  if (days.length === 0) return 0
  const database = await registryId(tx)
  await tx.auditDay.createMany({
    data: days.map((day) => ({ ...day, day: new Date(day.day), mac: dayMac(database, day) })),
  })
  return days.length
}

/** A clock that was set back makes no day end twice: what is sealed after a day's end is of a later one. */
async function daysAfter(tx: Tx, after: bigint, last: Date | null, settled: Date): Promise<DayRoot[]> {
  const from = last === null ? '0001-01-01' : last.toISOString().slice(0, 10)
  const days = await rowsOf(tx, dayRow)`
    SELECT d.day::text AS day, d."firstSeq", d."lastSeq", d.events, s.hash AS root FROM (
      SELECT day, min(seq) AS "firstSeq", max(seq) AS "lastSeq", count(*)::int AS events FROM (
        SELECT seq, greatest(${from}::date + 1,
          max(("sealedAt" AT TIME ZONE 'Asia/Shanghai')::date) OVER (ORDER BY seq)) AS day
        FROM audit_seal WHERE seq > ${after}) placed
      WHERE day < (${settled}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date GROUP BY day) d
    JOIN audit_seal s ON s.seq = d."lastSeq" ORDER BY d.day`
  // Without a gap between the days: what is missing there is missing in the chain.
  return days.map((day, index) => ({ ...day, firstSeq: (days[index - 1]?.lastSeq ?? after) + 1n }))
}
