import type { AreaFilter } from '@/lib/core/area'
import { Prisma } from '@/prisma/client'

/**
 * `…actor.area` for SQL of our own: one equality that the index (area, status, …) serves. The cast matters: compared
 * with a text, the column would be cast instead and the index left aside.
 * @param alias the table's alias, a constant of the program
 */
export function areaSql(area: AreaFilter, alias = 'f'): Prisma.Sql {
  const table = Prisma.raw(alias)
  if ('provinceCode' in area && area.provinceCode)
    return Prisma.sql`${table}."provinceCode" = ${area.provinceCode}::char(6)`
  if ('cityCode' in area) return Prisma.sql`${table}."cityCode" = ${area.cityCode}::char(6)`
  if ('districtCode' in area) return Prisma.sql`${table}."districtCode" = ${area.districtCode}::char(6)`
  return Prisma.sql`TRUE`
}
