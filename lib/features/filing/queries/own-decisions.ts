import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/database/area-sql'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { type OwnDecision, ownDecision } from '../schema/deferred'

/** So many filings back an officer goes from the desk; further ones are found in the lists. */
const LATEST = 20

const row = ownDecision.extend({ takesEffectAt: z.date() })

/** Milliseconds until `deferred_decision d` takes effect, by the database's clock. */
export const REMAINING_MS = Prisma.sql`
  greatest(0, ceil(extract(epoch FROM d."takesEffectAt" - now()) * 1000))::int`

/** The officer's own latest decisions in their area, newest first, and every failure they have not read. */
export async function listOwnDecisions(actor: StaffActor): Promise<{ data: OwnDecision[] }> {
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
  return { data: rows.map((each) => ({ ...each, takesEffectAt: each.takesEffectAt.toISOString() })) }
}
