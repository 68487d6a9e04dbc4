import { areaFilter } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { Prisma } from '@/prisma/client'
import type { SearchText } from '../../rules/search-text'
import { citiesOf, withinCity } from './area'
import { all, machineConditions } from './conditions'
import { nameContains } from './name-hits'
import { whole } from './order'
import { rareTrigrams } from './rare-trigrams'
import { unseen } from './unseen'
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

export function hitsByOwners(ownerIds: string[], { area, filter }: Within): Prisma.Sql {
  return Prisma.sql`
    SELECT ${COLLECTED} FROM machine m
    WHERE m."ownerId" = ANY(${ownerIds}::uuid[]) AND ${areaSql(areaFilter(area), 'm')}
      AND ${all(machineConditions(filter))}`
}

/** Lists of the trigram index that are read: a city's own list is a third, a wider area has none of its own. */
const LISTS = { city: 2, wider: 4 }

/**
 * Machines with the part in number, plate or a code, by the trigram index alone: of a city through the same index,
 * of a wider area by the part only. Each trigram is a condition of its own, and the machine's text decides: of one
 * condition for the whole part the index compares all lists machine by machine, which takes twice as long.
 * @param cap at most this many are collected
 */
export async function hitsByCode(part: string, { area, filter }: Within, cap: number): Promise<Prisma.Sql> {
  const cities = await citiesOf(area)
  const [only, ...more] = cities
  const inCity = only !== undefined && more.length === 0
  const place = inCity
    ? [Prisma.sql`m."cityCode" = ${unseen(only, 'char(6)')}`, ...withinCity(area)]
    : [areaSql(areaFilter(area), 'm')]
  const trigrams = await rareTrigrams(part, inCity ? LISTS.city : LISTS.wider)
  const listed = trigrams.map(
    (trigram) => Prisma.sql`m."searchText" LIKE ${unseen(containing(trigram), 'text')}`,
  )
  return Prisma.sql`
    SELECT ${COLLECTED} FROM machine m
    WHERE ${all([...listed, ...place, matchesByReading(part), ...machineConditions(filter)])} LIMIT ${whole(cap)}`
}

/** The part asked of each machine, not of the index. */
export function matchesByReading(part: string): Prisma.Sql {
  return Prisma.sql`(m."searchText" || '') LIKE ${unseen(containing(part), 'text')}`
}

/** The same for letters, which the owner's name may have instead. */
export function lettersByReading({ key, part }: Extract<SearchText, { meaning: 'LETTERS' }>): Prisma.Sql {
  const named = Prisma.sql`EXISTS (SELECT FROM account a WHERE a.id = m."ownerId" AND ${nameContains(key)})`
  return part === null ? named : Prisma.sql`(${matchesByReading(part)} OR ${named})`
}

/** Signs that mean something in LIKE are taken as themselves. */
function containing(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`
}
