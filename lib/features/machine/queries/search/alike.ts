import { areaFilter } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { alikePattern } from '../../rules/alike'
import { citiesOf, withinCity } from './area'
import { all, machineConditions } from './conditions'
import { unseen } from './unseen'
import type { Within } from './within'

/** So many are offered, */
const OFFERED = 3
/** of the codes in so many machines: one that is in hundreds is a model, and one of them is enough. */
const READ = 200

/**
 * Codes of machines in the area, in place of one that no machine has: those that differ from it only where a letter looks
 * like a digit. To be offered, never taken for what was typed. None for a part so short that it would be in any code.
 */
export async function findAlike({ area, filter }: Within, part: string): Promise<string[]> {
  const pattern = alikePattern(part)
  if (pattern === null) return []
  const cities = await citiesOf(area)
  const [only, ...more] = cities
  const place =
    only !== undefined && more.length === 0
      ? [Prisma.sql`m."cityCode" = ${unseen(only, 'char(6)')}`, ...withinCity(area)]
      : [areaSql(areaFilter(area), 'm')]
  const like = Prisma.sql`m."searchText" ~ ${unseen(pattern, 'text')}`
  const rows = await readRows<{ code: string }>(Prisma.sql`
    SELECT found.code FROM (
      SELECT substring(m."searchText" FROM ${pattern}) AS code FROM machine m
      WHERE ${all([like, ...place, ...machineConditions(filter)])} LIMIT ${Prisma.raw(String(READ))}) found
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${Prisma.raw(String(OFFERED))}`)
  return rows.map(({ code }) => code)
}
