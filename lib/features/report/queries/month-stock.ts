import { z } from 'zod'
import { areaFilter } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import type { Scope } from './area'
import { pastSince } from './month-past'

const stockCell = z.object({
  dimension: z.enum(['total', 'area', 'category', 'stage', 'fuel', 'place']),
  code: z.string(),
  count: z.int(),
})
export type StockCell = z.output<typeof stockCell>

/**
 * Valid registrations of an area at an instant, by the dimensions of the monthly report: the current sums, minus later
 * registrations, with every machine that changed since counted by its earlier values. Exact; the cost grows with the
 * number of changes since, not with the stock.
 */
export function stockAt(tx: Tx, scope: Scope, end: Date): Promise<StockCell[]> {
  const { area, prefix, below } = scope
  const inside = Prisma.sql`LIKE ${`${prefix}%`}`
  const codes = below.map(({ code }) => code)
  return rowsOf(tx, stockCell)`
    WITH ${pastSince(end, scope)},
    changed AS MATERIALIZED (
      SELECT m."districtCode", m."categoryCode", m."emissionStage", m."fuelCode", m."placeCode", m.status::text AS status,
        coalesce(p.district, m."districtCode") AS "thenDistrict", coalesce(p.category, m."categoryCode", '') AS "thenCategory",
        coalesce(p.fuel, m."fuelCode", '') AS "thenFuel", coalesce(p.place, m."placeCode", '') AS "thenPlace",
        coalesce(p.status, m.status::text) AS "thenStatus",
        coalesce((SELECT left(n.number, 1) FROM machine_number n
          WHERE p.restaged AND n."machineId" = m.id AND n."validFrom" < ${end}
          ORDER BY n."validFrom" DESC LIMIT 1), m."emissionStage") AS "thenStage"
      FROM past p JOIN machine m ON m.id = p.id
      WHERE (p.near OR m."districtCode" ${inside}) AND m."registeredAt" < ${end}),
    difference AS MATERIALIZED (
      SELECT "districtCode" AS district, "categoryCode" AS category, "emissionStage" AS stage, "fuelCode" AS fuel,
        "placeCode" AS place, amount AS count
      FROM machine_delta WHERE "districtCode" ${inside} AND status = 'ACTIVE'
      UNION ALL
      SELECT m."districtCode", coalesce(m."categoryCode", ''), m."emissionStage", coalesce(m."fuelCode", ''),
        coalesce(m."placeCode", ''), -count(*)
      FROM machine m WHERE ${areaSql(areaFilter(area.code), 'm')} AND m."registeredAt" >= ${end} AND m.status = 'ACTIVE'
      GROUP BY 1, 2, 3, 4, 5
      UNION ALL
      SELECT "districtCode", coalesce("categoryCode", ''), "emissionStage", coalesce("fuelCode", ''),
        coalesce("placeCode", ''), -1
      FROM changed WHERE status = 'ACTIVE' AND "districtCode" ${inside}
      UNION ALL
      SELECT "thenDistrict", "thenCategory", "thenStage", "thenFuel", "thenPlace", 1
      FROM changed WHERE "thenStatus" = 'ACTIVE' AND "thenDistrict" ${inside}),
    stock AS (
      SELECT "categoryCode" AS category, "emissionStage" AS stage, "fuelCode" AS fuel, "placeCode" AS place, count
      FROM machine_stock WHERE "areaCode" = ${area.code}::char(6) AND status = 'ACTIVE'
      UNION ALL SELECT category, stage, fuel, place, count FROM difference),
    cells AS (
      SELECT CASE WHEN GROUPING(category) = 0 THEN 'category' WHEN GROUPING(stage) = 0 THEN 'stage'
          WHEN GROUPING(fuel) = 0 THEN 'fuel' WHEN GROUPING(place) = 0 THEN 'place' ELSE 'total' END AS dimension,
        coalesce(category, stage::text, fuel, place, '') AS code, sum(count) AS count
      FROM stock GROUP BY GROUPING SETS ((category), (stage), (fuel), (place), ())
      UNION ALL
      SELECT 'area', trim(code), sum(count) FROM (
        SELECT "areaCode" AS code, count FROM machine_age
        WHERE "areaCode" = ANY(${codes}::char(6)[]) AND status = 'ACTIVE'
        UNION ALL SELECT a, d.count FROM difference d, area_codes(d.district) a WHERE a = ANY(${codes}::char(6)[])) c
      GROUP BY 2)
    SELECT dimension, code, count::int AS count FROM cells WHERE count <> 0`
}
