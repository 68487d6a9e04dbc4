import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { monthsBetween } from '../rules/period'
import type { StockQuery, StockReport } from '../schema/reports'
import { inPeriod, type Scope, scopeOf } from './area'
import { byCount, rankedParts } from './ranked-parts'
import { registeredYearBefore } from './year-before'

type Status = StockQuery['status']
const cell = z.object({ dimension: z.string(), code: z.string(), count: z.int() })
type Cell = z.output<typeof cell>

/**
 * Machines of an area by every dimension, from the sums and the differences not folded in yet.
 * @throws AppError NOT_FOUND for an area outside the officer's own
 */
export async function getStockReport(
  actor: StaffActor,
  { status, ...query }: StockQuery,
): Promise<StockReport> {
  const scope = await scopeOf(actor, query)
  const [cells, lists, yearBefore] = await Promise.all([
    countCells(scope, status),
    listAll(db(), { withDisabled: true }),
    registeredYearBefore(scope, status),
  ])
  const cellsOf = (dimension: string) => cells.filter((cell) => cell.dimension === dimension)
  const partsOf = (dimension: string, items: readonly { code: string; name: string }[]) =>
    rankedParts(cellsOf(dimension), items)
  const months = new Map(cellsOf('month').map(({ code, count }) => [code, count]))
  const areas = new Map(cellsOf('area').map(({ code, count }) => [code, count]))
  return {
    area: scope.area,
    status,
    from: scope.from,
    to: scope.to,
    total: cellsOf('total')[0]?.count ?? 0,
    byArea: scope.below
      .map(({ code, name }) => ({ code, name, count: areas.get(code) ?? 0 }))
      .toSorted(byCount),
    byCategory: partsOf('category', lists.CATEGORY),
    byStage: partsOf('stage', lists.STAGE).toSorted((a, b) => a.code.localeCompare(b.code)),
    byFuel: partsOf('fuel', lists.FUEL),
    byPlace: partsOf('place', lists.PLACE),
    byYear: cellsOf('year')
      .map(({ code, count }) => ({ year: Number(code), count }))
      .toSorted((a, b) => b.year - a.year),
    byMonth: monthsBetween(scope.from, scope.to).map((month) => ({
      month,
      count: months.get(month) ?? 0,
      yearBefore: yearBefore(month),
    })),
  }
}

/** All dimensions by one statement, so that they are consistent with each other. */
function countCells(scope: Scope, status: Status): Promise<Cell[]> {
  const { area, prefix, below } = scope
  const period = inPeriod('"registeredMonth"', scope)
  const cells = Prisma.sql`"areaCode" = ${area.code}::char(6) AND status = ${status}`
  const differences = Prisma.sql`FROM machine_delta WHERE "districtCode" LIKE ${`${prefix}%`} AND status = ${status}`
  const codes = below.map(({ code }) => code)
  return rowsOf(db(), cell)`
    WITH stock AS (
      SELECT "categoryCode", "emissionStage", "fuelCode", "placeCode", count FROM machine_stock WHERE ${cells}
      UNION ALL SELECT "categoryCode", "emissionStage", "fuelCode", "placeCode", amount ${differences}),
    sets AS (
      SELECT CASE
          WHEN GROUPING("categoryCode") = 0 THEN 'category' WHEN GROUPING("emissionStage") = 0 THEN 'stage'
          WHEN GROUPING("fuelCode") = 0 THEN 'fuel' WHEN GROUPING("placeCode") = 0 THEN 'place' ELSE 'total' END AS dimension,
        coalesce("categoryCode", "emissionStage"::text, "fuelCode", "placeCode", '') AS code, sum(count) AS count
      FROM stock GROUP BY GROUPING SETS (("categoryCode"), ("emissionStage"), ("fuelCode"), ("placeCode"), ())),
    years AS (
      SELECT 'year' AS dimension, "manufacturedYear"::text AS code, sum(count) AS count FROM (
        SELECT "manufacturedYear", count FROM machine_age WHERE ${cells}
        UNION ALL SELECT "manufacturedYear", amount ${differences}) c GROUP BY 2),
    months AS (
      SELECT 'month' AS dimension, to_char("registeredMonth", 'YYYY-MM') AS code, sum(count) AS count FROM (
        SELECT "registeredMonth", count FROM machine_month
        WHERE ${cells} AND ${period}
        UNION ALL SELECT "registeredMonth", amount ${differences}
          AND ${period}) c GROUP BY 2),
    areas AS (
      SELECT 'area' AS dimension, trim(code) AS code, sum(count) AS count FROM (
        SELECT "areaCode" AS code, count FROM machine_age
        WHERE "areaCode" = ANY(${codes}::char(6)[]) AND status = ${status}
        UNION ALL
        SELECT a, d.amount FROM machine_delta d, area_codes(d."districtCode") a
        WHERE d."districtCode" LIKE ${`${prefix}%`} AND d.status = ${status} AND a = ANY(${codes}::char(6)[])) c
      GROUP BY 2)
    SELECT dimension, code, count::int AS count
    FROM (SELECT * FROM sets UNION ALL SELECT * FROM years UNION ALL SELECT * FROM months UNION ALL SELECT * FROM areas) f
    WHERE count <> 0`
}
