import { Prisma } from '@/prisma/client'
import type { Scope } from './area'

/** Events that end or reinstate a registration. */
const ENDS = Prisma.sql`('CANCELLATION', 'machine.revoke', 'machine.reinstate')`

/**
 * Two CTEs, `event` and `past`: the machines that changed since an instant, each with its values before the first change;
 * null for values that did not change. With these the current sums can be converted to those of that instant
 * (docs/decisions/0014). `near`: at least one of the events concerns the area.
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

/** The value of a field before its first change; empty: not filled in. */
function before(path: string): Prisma.Sql {
  return Prisma.sql`
    (array_agg(coalesce(before ->> ${path}::text, '') ORDER BY at) FILTER (WHERE before -> ${path}::text IS NOT NULL))[1]`
}
