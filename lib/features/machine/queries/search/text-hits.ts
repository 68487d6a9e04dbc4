import { areaFilter } from '@/lib/core/area'
import { areaSql } from '@/lib/server/area-sql'
import { Prisma } from '@/prisma/client'
import { citiesOf, withinCity } from './area'
import { all, machineConditions } from './conditions'
import { whole } from './order'
import type { Within } from './within'

/** Columns of what is collected: sorted afterwards, whichever way is asked for. */
const COLLECTED = Prisma.sql`m.id, m."registeredAt", m."numberBody"`

/** Machines that bear a number or bore it before. */
export function hitsByNumber(number: string, { area, filter }: Within): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ${COLLECTED} FROM machine_number n JOIN machine m ON m.id = n."machineId"
    WHERE n.number = ${number}::char(10) AND ${areaSql(areaFilter(area), 'm')}
      AND ${all(machineConditions(filter))}`
}

export function hitsByOwner(ownerId: string, { area, filter }: Within): Prisma.Sql {
  return Prisma.sql`
    SELECT ${COLLECTED} FROM machine m
    WHERE m."ownerId" = ${ownerId}::uuid AND ${areaSql(areaFilter(area), 'm')}
      AND ${all(machineConditions(filter))}`
}

/**
 * Machines with the part in number, plate or a code, by the trigram index alone: of a city through the same index,
 * of a wider area by the part only.
 * @param cap at most this many are collected
 */
export async function hitsByCode(part: string, { area, filter }: Within, cap: number): Promise<Prisma.Sql> {
  const cities = await citiesOf(area)
  const [only, ...more] = cities
  const place =
    only !== undefined && more.length === 0
      ? [Prisma.sql`m."cityCode" = ${only}::char(6)`, ...withinCity(area)]
      : [areaSql(areaFilter(area), 'm')]
  return Prisma.sql`
    SELECT ${COLLECTED} FROM machine m
    WHERE m."searchText" LIKE ${pattern(part)} AND ${all([...place, ...machineConditions(filter)])} LIMIT ${whole(cap)}`
}

/** The same asked of each machine, not of the index: to be walked in order where it is frequent. */
export function matchesByReading(part: string): Prisma.Sql {
  return Prisma.sql`(m."searchText" || '') LIKE ${pattern(part)}`
}

/** Signs that mean something in LIKE are taken as themselves. */
function pattern(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`
}
