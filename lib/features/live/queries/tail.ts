import { z } from 'zod'
import { readRows } from '@/lib/server/database/db'
import type { Happening } from '../rules/hears'

/**
 * A transaction gets its audit id before it commits, so a lower id may appear after a higher one: ids of the last
 * seconds are read again, and those known are dropped. A change that commits still later is missed here: it shows when the
 * list is next loaded, and in the counts within a minute. A page that opens its stream may have read its data so long ago.
 */
export const OVERLAP_MS = 10_000
/** Events of one reading; the rest comes with the next. */
const LIMIT = 2_000

const latest = z.object({ id: z.string() })

const row = z.object({
  eventId: z.string(),
  kind: z.enum(['filing', 'change', 'staff']),
  id: z.string(),
  version: z.int().nullable(),
  recorded: z.string().nullable(),
  current: z.string().nullable(),
  target: z.string().nullable(),
})
type Row = z.output<typeof row>

export type Tail = {
  /** What has been committed since the last reading, each row once, and the staff whose own record changed. */
  read(): Promise<{ happenings: Happening[]; staffIds: string[] }>
}

/** Follows the audit trail, from a few seconds ago: every change of state writes it, by whatever server or job. */
export async function openTail(): Promise<Tail> {
  const [end] = await readRows(latest)`
    SELECT coalesce(max(id), 0)::text AS id FROM audit_event
    WHERE at < now() - make_interval(secs => ${OVERLAP_MS / 1_000})`
  const known = new Map<string, number>()
  let low = end?.id ?? '0'
  return {
    async read() {
      const now = Date.now()
      const rows = await readEvents(low)
      const fresh = rows.filter(({ eventId }) => !known.has(eventId))
      for (const { eventId } of fresh) known.set(eventId, now)
      // Full: more is waiting, and the ids read are not read again.
      const settled = rows.length === LIMIT ? 0 : OVERLAP_MS
      for (const [eventId, readAt] of known) {
        if (now - readAt < settled) continue
        if (BigInt(eventId) > BigInt(low)) low = eventId
        known.delete(eventId)
      }
      return { happenings: happeningsOf(fresh), staffIds: staffOf(fresh) }
    },
  }
}

function readEvents(low: string): Promise<Row[]> {
  return readRows(row)`
    SELECT a.id::text AS "eventId", a."subjectType" AS kind, a."subjectId" AS id,
      coalesce(f.version, c.version) AS version, a."districtCode" AS recorded,
      coalesce(f."districtCode", c."districtCode") AS current, c."toDistrictCode" AS target
    FROM audit_event a
    LEFT JOIN filing f ON f.id = CASE a."subjectType" WHEN 'filing' THEN a."subjectId"::uuid END
      AND f.status <> 'DRAFT'
    LEFT JOIN change c ON c.id = CASE a."subjectType" WHEN 'change' THEN a."subjectId"::uuid END
    WHERE a.id > ${low}::bigint AND a."subjectType" IN ('filing', 'change', 'staff')
      AND a.action NOT IN ('staff.sign-in', 'staff.sign-in-failed', 'staff.sign-in-locked')
    ORDER BY a.id LIMIT ${LIMIT}`
}

function happeningsOf(rows: readonly Row[]): Happening[] {
  const found = new Map<string, Happening & { districts: string[] }>()
  for (const { kind, id, version, recorded, current, target } of rows) {
    if (kind === 'staff' || version === null) continue
    const entry = found.get(id) ?? { kind, id, version, districts: [] }
    entry.districts.push(...[recorded, current, target].filter((code) => code !== null))
    found.set(id, entry)
  }
  return [...found.values()]
}

const staffOf = (rows: readonly Row[]) => rows.filter(({ kind }) => kind === 'staff').map(({ id }) => id)
