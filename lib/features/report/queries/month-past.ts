import { Prisma } from '@/prisma/client'
import type { Scope } from './area'

/** What ends a registration or brings it back. Other changes of a machine move it between cells or between areas. */
const ENDS = Prisma.sql`('CANCELLATION', 'machine.revoke', 'machine.reinstate')`

/**
 * Two CTEs, `event` and `past`: machines to which something happened since a moment, each with what it was before the first
 * of it; null where nothing of that kind happened. Sums tell how machines are counted now; with this they can be led back
 * to how they were (docs/decisions/0014). `near`: something of it happened in the area.
 */
export function pastSince(since: Date, { prefix }: Scope): Prisma.Sql {
  return Prisma.sql`
    event AS MATERIALIZED (
      SELECT c."machineId" AS id, coalesce(c."decidedAt", c."submittedAt") AS at, c.type::text AS kind, c.before,
        c."districtCode" AS "from", c."toDistrictCode" AS "to"
      FROM change c
      WHERE c.status = 'DONE' AND c.type <> 'OWNER' AND coalesce(c."decidedAt", c."submittedAt") >= ${since}
      UNION ALL
      SELECT e."subjectId"::uuid, e.at, e.action, NULL, e."districtCode", NULL
      FROM audit_event e
      WHERE e."subjectType" = 'machine' AND e.at >= ${since}
        AND e.action IN ('machine.revoke', 'machine.reinstate', 'machine.correct-stage')),
    past AS (
      SELECT id, bool_or("from" LIKE ${`${prefix}%`} OR "to" LIKE ${`${prefix}%`}) AS near,
        (array_agg(CASE kind WHEN 'machine.reinstate' THEN 'REVOKED' ELSE 'ACTIVE' END ORDER BY at)
          FILTER (WHERE kind IN ${ENDS}))[1] AS status,
        (array_agg("from" ORDER BY at) FILTER (WHERE kind = 'PLACE'))[1] AS district,
        ${before('machine.categoryCode')} AS category, ${before('engine.fuelCode')} AS fuel,
        ${before('placeCode')} AS place, bool_or(kind = 'machine.correct-stage') AS restaged
      FROM event GROUP BY id)`
}

/** A field as it stood before the first change of it; empty: not told. */
function before(path: string): Prisma.Sql {
  return Prisma.sql`
    (array_agg(coalesce(before ->> ${path}::text, '') ORDER BY at) FILTER (WHERE before -> ${path}::text IS NOT NULL))[1]`
}
