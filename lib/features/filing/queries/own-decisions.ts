import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { chinaDay, chinaDayStart } from '@/lib/core/clock'
import { areaSql } from '@/lib/server/database/area-sql'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { ownDecision, type ownDecisionsEndpoint } from '../schema/deferred'

/** So many filings back an officer goes from the desk; further ones are found in the lists. */
const LATEST = 20

const row = ownDecision.extend({ takesEffectAt: z.date() })

/** Milliseconds until `deferred_decision d` takes effect, by the database's clock. */
export const REMAINING_MS = Prisma.sql`
  greatest(0, ceil(extract(epoch FROM d."takesEffectAt" - now()) * 1000))::int`

/**
 * The officer's own latest decisions in their area, newest first, and every failure they have not read: on filings, and on
 * changes of registered machines; and the figures of the day.
 */
export async function listOwnDecisions(
  actor: StaffActor,
): Promise<z.output<typeof ownDecisionsEndpoint.response>> {
  const rows = await readRows(row)`
    SELECT "decisionId", "filingId", "changeId", "changeType", verdict, outcome, "takesEffectAt", "remainingMs", "categoryCode",
      model, problem
    FROM (
      SELECT ${COMMON}, d."filingId", NULL::uuid AS "changeId", NULL::text AS "changeType", f."categoryCode",
        f.content->'machine'->>'model' AS model
      FROM deferred_decision d JOIN filing f ON f.id = d."filingId"
      WHERE ${areaSql(actor.area)} AND d.id IN (${latest('deferred_decision', actor.id)})
      UNION ALL
      SELECT ${COMMON}, NULL, c.id, c.type::text, m."categoryCode", m.content->'machine'->>'model'
      FROM deferred_change_decision d JOIN change c ON c.id = d."changeId" JOIN machine m ON m.id = c."machineId"
      WHERE ${areaSql(actor.area, 'c')} AND d.id IN (${latest('deferred_change_decision', actor.id)})) own
    ORDER BY "decidedAt" DESC, "decisionId" DESC`
  return {
    data: rows.map((each) => ({ ...each, takesEffectAt: each.takesEffectAt.toISOString() })),
    today: await decidedToday(actor.id, new Date()),
  }
}

const dayFigures = z.object({ approved: z.int(), returned: z.int(), declined: z.int(), changes: z.int() })

/** By the indexes (staffId, decidedAt); what has not taken effect or was taken back is not among them. */
async function decidedToday(staffId: string, now: Date) {
  const day = chinaDay(now)
  const [figures] = await readRows(dayFigures)`
    SELECT count(*) FILTER (WHERE kind = 'APPROVED')::int AS approved,
      count(*) FILTER (WHERE kind = 'RETURNED')::int AS returned,
      count(*) FILTER (WHERE kind = 'DECLINED')::int AS declined,
      (SELECT count(*)::int FROM deferred_change_decision WHERE "staffId" = ${staffId}::uuid
        AND "decidedAt" >= ${chinaDayStart(day)} AND outcome = 'TAKEN_EFFECT') AS changes
    FROM decision WHERE "staffId" = ${staffId}::uuid AND "decidedAt" >= ${chinaDayStart(day)}`
  return { day, ...(figures ?? { approved: 0, returned: 0, declined: 0, changes: 0 }) }
}

/** Columns that a decision `d` has on whatever it is. */
const COMMON = Prisma.sql`d.id AS "decisionId", d."decidedAt", d.verdict::text AS verdict, d.outcome::text AS outcome,
  d."takesEffectAt", ${REMAINING_MS} AS "remainingMs", CASE WHEN d."readAt" IS NULL THEN d."problemText" END AS problem`

function latest(table: 'deferred_decision' | 'deferred_change_decision', staffId: string): Prisma.Sql {
  const from = Prisma.sql`SELECT id FROM ${Prisma.raw(table)} WHERE "staffId" = ${staffId}::uuid`
  return Prisma.sql`(${from} ORDER BY "decidedAt" DESC LIMIT ${LATEST})
    UNION ${from} AND outcome = 'FAILED' AND "readAt" IS NULL`
}
