import { areaFilter, areaPrefix } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { Prisma } from '@/prisma/client'
import { type MachineFilter, valuesOf } from '../../schema/search'
import { hasPower, machineConditions } from './conditions'
import { all, literal } from './sql'

/** Rows are counted up to here; beyond it the page shows "more than". */
export const COUNT_CAP = 10_000

/** Whether the sums of the figures contain the number of machines that pass this filter. */
export function hasSums(filter: MachineFilter): boolean {
  const { from, to, madeIn, fuelCode, placeCode } = filter
  return !from && !to && !hasPower(filter) && (madeIn === undefined || !(fuelCode || placeCode))
}

/**
 * A scalar query for the number of an area's machines that pass a filter. It reads the sums of the figures, which are exact
 * together with the differences not yet folded in; for dates, or a combination without sums, it counts up to the cap.
 */
export function totalOf(area: string, filter: MachineFilter): { total: Prisma.Sql; cap: number | null } {
  if (!hasSums(filter))
    return {
      total: Prisma.sql`SELECT count(*) FROM (
        SELECT FROM machine m WHERE ${areaSql(areaFilter(area), 'm')} AND ${all(machineConditions(filter))}
        LIMIT ${literal(COUNT_CAP + 1)}) counted`,
      cap: COUNT_CAP,
    }
  const passes = all(sumConditions(filter))
  const table = sumsTable(filter)
  return {
    total: Prisma.sql`
      SELECT (SELECT coalesce(sum(s.count), 0) FROM ${table} s WHERE s."areaCode" = ${area}::char(6) AND ${passes})
        + (SELECT coalesce(sum(s.amount), 0) FROM machine_delta s
           WHERE s."districtCode" LIKE ${`${areaPrefix(area)}%`} AND ${passes})`,
    cap: null,
  }
}

/** The table of sums for a filter. */
export function sumsTable({ madeIn }: MachineFilter): Prisma.Sql {
  return Prisma.raw(madeIn === undefined ? 'machine_stock' : 'machine_age')
}

/** Conditions on a row `s` of sums; unlike the machine's, its columns hold '' and 0 for unknown values. */
export function sumConditions({
  categoryCode,
  stage,
  fuelCode,
  placeCode,
  status,
  madeIn,
}: MachineFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = []
  if (categoryCode) conditions.push(Prisma.sql`s."categoryCode" IN (${Prisma.join(valuesOf(categoryCode))})`)
  if (stage)
    conditions.push(
      Prisma.sql`s."emissionStage" IN (${Prisma.join(valuesOf(stage).map((each) => Prisma.sql`${each}::char(1)`))})`,
    )
  if (fuelCode) conditions.push(Prisma.sql`s."fuelCode" IN (${Prisma.join(valuesOf(fuelCode))})`)
  if (placeCode) conditions.push(Prisma.sql`s."placeCode" IN (${Prisma.join(valuesOf(placeCode))})`)
  if (status) conditions.push(Prisma.sql`s.status IN (${Prisma.join(valuesOf(status))})`)
  if (madeIn !== undefined) conditions.push(Prisma.sql`s."manufacturedYear" = ${madeIn}::smallint`)
  return conditions
}
