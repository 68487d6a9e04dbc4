import { areaFilter, areaPrefix } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'
import { all, machineConditions } from './conditions'

/** Counted one by one up to here; what is said beyond is "more than". */
export const COUNT_CAP = 10_000

/** Are the machines that a filter meets kept as a sum? */
export function isKept({ from, to, madeIn, fuelCode, placeCode }: MachineFilter): boolean {
  return !from && !to && (madeIn === undefined || !(fuelCode || placeCode))
}

/**
 * How many machines of an area a search without text meets: a scalar query. From the sums kept for the figures, which
 * with the differences not yet folded in are exact at any moment; by dates, or by a mixture of which no sums are kept,
 * counted up to the cap.
 */
export function totalOf(area: string, filter: MachineFilter): { sql: Prisma.Sql; cap: number | null } {
  if (!isKept(filter))
    return {
      sql: countUpToCap(Prisma.sql`
        SELECT FROM machine m WHERE ${areaSql(areaFilter(area), 'm')} AND ${all(machineConditions(filter))}`),
      cap: COUNT_CAP,
    }
  const kept = all(sumConditions(filter))
  const table = Prisma.raw(filter.madeIn === undefined ? 'machine_stock' : 'machine_age')
  return {
    sql: Prisma.sql`
      SELECT (SELECT coalesce(sum(s.count), 0) FROM ${table} s WHERE s."areaCode" = ${area}::char(6) AND ${kept})
        + (SELECT coalesce(sum(s.amount), 0) FROM machine_delta s
           WHERE s."districtCode" LIKE ${`${areaPrefix(area)}%`} AND ${kept})`,
    cap: null,
  }
}

function countUpToCap(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT count(*) FROM (${rows} LIMIT ${Prisma.raw(String(COUNT_CAP + 1))}) counted`
}

/** The columns of the sums are those of the machine, with '' and 0 for what is not known. */
export function sumConditions({
  categoryCode,
  stage,
  fuelCode,
  placeCode,
  status,
  madeIn,
}: MachineFilter): Prisma.Sql[] {
  const wanted: Prisma.Sql[] = []
  if (categoryCode) wanted.push(Prisma.sql`s."categoryCode" = ${categoryCode}`)
  if (stage) wanted.push(Prisma.sql`s."emissionStage" = ${stage}::char(1)`)
  if (fuelCode) wanted.push(Prisma.sql`s."fuelCode" = ${fuelCode}`)
  if (placeCode) wanted.push(Prisma.sql`s."placeCode" = ${placeCode}`)
  if (status) wanted.push(Prisma.sql`s.status = ${status}`)
  if (madeIn !== undefined) wanted.push(Prisma.sql`s."manufacturedYear" = ${madeIn}::smallint`)
  return wanted
}
