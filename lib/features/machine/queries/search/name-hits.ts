import { areaLevel } from '@/lib/core/area'
import { Prisma } from '@/prisma/client'
import { citiesOf } from './area'
import { all, hasOwnConditions, machineConditions, periodConditions } from './conditions'
import { byKey } from './hits'
import { beyond, type Order, orderBy, whole } from './order'
import type { Within } from './within'

export type Name = { key: string; grams: readonly string[] }

/**
 * Machines whose owner's name contains the text, from machine_owner_gram, which holds them by city and by two
 * characters in the order of registration. Two characters are one range of it; of a longer name the rarest two lead, the
 * others are asked of the same index, and the name itself decides.
 * @param order by the day of registration; null: as they come, for counting
 */
export async function hitsByName(
  name: Name,
  { area, filter }: Within,
  order: Order | null,
  count: number,
): Promise<Prisma.Sql> {
  const cities = await citiesOf(area)
  const [only, ...more] = cities
  const one = (city: Prisma.Sql) => namesOfCity(name, city, { area, filter }, order, count)
  if (only !== undefined && more.length === 0) return one(Prisma.sql`${only}::char(6)`)
  const rows = Prisma.sql`
    SELECT r.id, r.key FROM unnest(${cities}::char(6)[]) part (code)
    CROSS JOIN LATERAL (${one(Prisma.sql`part.code`)}) r`
  return order
    ? Prisma.sql`${rows} ${byKey(order, 'r')} LIMIT ${whole(count)}`
    : Prisma.sql`${rows} LIMIT ${whole(count)}`
}

/** Asked of the owner `a`: the key of the name decides. */
export function nameContains(key: string): Prisma.Sql {
  return Prisma.sql`a."nameKey" LIKE ${`%${key.replace(/[\\%_]/g, '\\$&')}%`}`
}

/** All of them with what they are sorted by. */
export async function collectedByName(name: Name, within: Within, cap: number): Promise<Prisma.Sql> {
  return Prisma.sql`
    SELECT m.id, m."registeredAt", m."numberBody" FROM (${await hitsByName(name, within, null, cap)}) n
    JOIN machine m ON m.id = n.id`
}

/** Counted up to here, two characters are frequent. */
export const FREQUENT = 1_000

/** How often each two characters occur in the area, up to FREQUENT: the rarest lead. */
export async function gramCounts({ grams }: Name, { area }: Within): Promise<Prisma.Sql> {
  const district = areaLevel(area) === 'DISTRICT' ? [Prisma.sql`g."districtCode" = ${area}::char(6)`] : []
  const place = [Prisma.sql`g."cityCode" = ANY(${await citiesOf(area)}::char(6)[])`, ...district]
  return Prisma.sql`
    SELECT w.gram, (SELECT count(*)::int FROM (
      SELECT FROM machine_owner_gram g WHERE ${all(place)} AND g.gram = w.gram LIMIT ${whole(FREQUENT)}) f) AS count
    FROM unnest(${[...grams]}::text[]) w (gram) ORDER BY 2`
}

function namesOfCity(
  { key, grams: [lead = '', ...others] }: Name,
  city: Prisma.Sql,
  { area, filter }: Pick<Within, 'area' | 'filter'>,
  order: Order | null,
  count: number,
): Prisma.Sql {
  const wanted = [
    Prisma.sql`g."cityCode" = ${city} AND g.gram = ${lead}`,
    ...(areaLevel(area) === 'DISTRICT' ? [Prisma.sql`g."districtCode" = ${area}::char(6)`] : []),
    ...periodConditions(filter, 'g'),
    ...(order ? beyond(order, 'g', 'machineId') : []),
    ...others.slice(0, 2).map((gram) => alsoHas(gram, city)),
  ]
  // Of two characters the pair says all.
  const whose = [...key].length > 2
  const rows = whose || hasOwnConditions(filter)
  if (whose) wanted.push(nameContains(key))
  if (rows) wanted.push(...machineConditions({ ...filter, from: undefined, to: undefined }))
  return Prisma.sql`
    SELECT g."machineId" AS id, g."registeredAt" AS key FROM machine_owner_gram g
    ${rows ? Prisma.sql`JOIN machine m ON m.id = g."machineId"` : Prisma.empty}
    ${whose ? Prisma.sql`JOIN account a ON a.id = m."ownerId"` : Prisma.empty}
    WHERE ${all(wanted)} ${order ? orderBy(order, 'g', 'machineId') : Prisma.empty} LIMIT ${whole(count)}`
}

function alsoHas(gram: string, city: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM machine_owner_gram o WHERE o."cityCode" = ${city} AND o.gram = ${gram}
      AND o."registeredAt" = g."registeredAt" AND o."machineId" = g."machineId")`
}
