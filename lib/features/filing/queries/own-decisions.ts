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

/** The officer's own latest decisions in their area, newest first, every failure they have not read, and the figures of the day. */
export async function listOwnDecisions(
  actor: StaffActor,
): Promise<z.output<typeof ownDecisionsEndpoint.response>> {
  const rows = await readRows(row)`
    SELECT d.id AS "decisionId", d."filingId", d.verdict::text AS verdict, d.outcome::text AS outcome,
      d."takesEffectAt", ${REMAINING_MS} AS "remainingMs", f."categoryCode",
      f.content->'machine'->>'model' AS model, CASE WHEN d."readAt" IS NULL THEN d."problemText" END AS problem
    FROM deferred_decision d JOIN filing f ON f.id = d."filingId"
    WHERE ${areaSql(actor.area)} AND d.id IN (
      (SELECT id FROM deferred_decision WHERE "staffId" = ${actor.id}::uuid ORDER BY "decidedAt" DESC LIMIT ${LATEST})
      UNION
      SELECT id FROM deferred_decision WHERE "staffId" = ${actor.id}::uuid AND outcome = 'FAILED' AND "readAt" IS NULL)
    ORDER BY d."decidedAt" DESC, d.id DESC`
  return {
    data: rows.map((each) => ({ ...each, takesEffectAt: each.takesEffectAt.toISOString() })),
    today: await decidedToday(actor.id, new Date()),
  }
}

const dayFigures = z.object({ approved: z.int(), returned: z.int(), declined: z.int() })

/** By the index (staffId, decidedAt); what has not taken effect or was taken back is not among them. */
async function decidedToday(staffId: string, now: Date) {
  const day = chinaDay(now)
  const [figures] = await readRows(dayFigures)`
    SELECT count(*) FILTER (WHERE kind = 'APPROVED')::int AS approved,
      count(*) FILTER (WHERE kind = 'RETURNED')::int AS returned,
      count(*) FILTER (WHERE kind = 'DECLINED')::int AS declined
    FROM decision WHERE "staffId" = ${staffId}::uuid AND "decidedAt" >= ${chinaDayStart(day)}`
  return { day, ...(figures ?? { approved: 0, returned: 0, declined: 0 }) }
}
