import { z } from 'zod'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { type Movement, movement } from '../rules/monthly-report'
import { firstDay, type Scope } from './area'
import { pastSince } from './month-past'

const areaCount = z.object({ code: z.string(), count: z.int() })

export type Span = { start: Date; end: Date }

/**
 * Registrations of a month by area (the report's own and those directly below), counted where each machine was when it was
 * registered, regardless of later changes. A machine loaded as cancelled from an older register is never counted.
 */
export async function registeredIn(tx: Tx, scope: Scope, { start, end }: Span): Promise<Map<string, number>> {
  const { area, prefix, below, from } = scope
  const codes = [area.code, ...below.map(({ code }) => code)]
  const rows = await rowsOf(tx, areaCount)`
    WITH ${pastSince(start, scope)},
    changed AS MATERIALIZED (
      SELECT m."districtCode", m.status::text AS status, coalesce(p.district, m."districtCode") AS "thenDistrict",
        coalesce(p.status, m.status::text) AS "thenStatus"
      FROM past p JOIN machine m ON m.id = p.id
      WHERE (p.near OR m."districtCode" LIKE ${`${prefix}%`}) AND m."registeredAt" >= ${start} AND m."registeredAt" < ${end}),
    difference AS (
      SELECT "districtCode" AS district, amount AS count FROM machine_delta
      WHERE "districtCode" LIKE ${`${prefix}%`} AND status = 'ACTIVE' AND "registeredMonth" = ${firstDay(from)}
      UNION ALL SELECT "districtCode", -1 FROM changed WHERE status = 'ACTIVE'
      UNION ALL SELECT "thenDistrict", 1 FROM changed WHERE "thenStatus" = 'ACTIVE')
    SELECT trim(code) AS code, sum(count)::int AS count FROM (
      SELECT "areaCode" AS code, count FROM machine_month
      WHERE "areaCode" = ANY(${codes}::char(6)[]) AND status = 'ACTIVE' AND "registeredMonth" = ${firstDay(from)}
      UNION ALL SELECT a, d.count FROM difference d, area_codes(d.district) a WHERE a = ANY(${codes}::char(6)[])) c
    GROUP BY 1`
  return new Map(rows.map(({ code, count }) => [code, count]))
}

/** Registrations that ended, were reinstated or moved in a month and concern the area. */
export function movementsIn(tx: Tx, { prefix }: Scope, { start, end }: Span): Promise<Movement[]> {
  const inside = `${prefix}%`
  return rowsOf(tx, movement)`
    SELECT kind, "from", "to", count(*)::int AS count FROM (
      SELECT 'MOVED' AS kind, c."districtCode" AS "from", c."toDistrictCode" AS "to"
      FROM change c
      WHERE c.status = 'DONE' AND c.type = 'PLACE' AND c."districtCode" <> c."toDistrictCode"
        AND coalesce(c."decidedAt", c."submittedAt") >= ${start} AND coalesce(c."decidedAt", c."submittedAt") < ${end}
      UNION ALL
      -- It may have moved after the cancellation was asked for, but not after it was granted.
      SELECT 'CANCELLED', m."districtCode", NULL
      FROM change c JOIN machine m ON m.id = c."machineId"
      WHERE c.status = 'DONE' AND c.type = 'CANCELLATION'
        AND coalesce(c."decidedAt", c."submittedAt") >= ${start} AND coalesce(c."decidedAt", c."submittedAt") < ${end}
      UNION ALL
      SELECT CASE e.action WHEN 'machine.revoke' THEN 'REVOKED' ELSE 'REINSTATED' END, e."districtCode", NULL
      FROM audit_event e
      WHERE e."subjectType" = 'machine' AND e.action IN ('machine.revoke', 'machine.reinstate')
        AND e.at >= ${start} AND e.at < ${end}) m
    WHERE "from" LIKE ${inside} OR "to" LIKE ${inside}
    GROUP BY 1, 2, 3`
}
