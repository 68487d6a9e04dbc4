import type { AreaFilter } from '@/lib/core/area'
import { Prisma } from '@/prisma/client'

/**
 * `…actor.area` for raw SQL: one equality on the index (area, status, …). Without the cast the column would be cast to
 * text and the index not used.
 * @param alias the table's alias, a constant: it is not escaped
 */
export function areaSql(area: AreaFilter, alias = 'f'): Prisma.Sql {
  const table = Prisma.raw(alias)
  if ('provinceCode' in area && area.provinceCode)
    return Prisma.sql`${table}."provinceCode" = ${area.provinceCode}::char(6)`
  if ('cityCode' in area) return Prisma.sql`${table}."cityCode" = ${area.cityCode}::char(6)`
  if ('districtCode' in area) return Prisma.sql`${table}."districtCode" = ${area.districtCode}::char(6)`
  return Prisma.sql`TRUE`
}
