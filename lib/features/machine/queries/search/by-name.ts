import { z } from 'zod'
import { areaLevel } from '@/lib/core/area'
import { chinaDay, DAY_MS } from '@/lib/core/clock'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { citiesOf } from './area'
import { hasOwnConditions, machineConditions, periodConditions } from './conditions'
import { afterCursor, byKey, type Order, orderBy } from './order'
import { type Extent, type Plan, type SearchScope, sortedPlan } from './plan'
import { all, containing, literal } from './sql'
import { COUNT_CAP } from './total'

/** A part of an owner's name and its bigrams. */
export type Name = { key: string; grams: readonly string[] }

const gramCount = z.object({ gram: z.string(), count: z.int() })

/** A bigram with this many machines is frequent; counting stops here. */
export const FREQUENT = 1_000

/**
 * Machines whose owner's name contains the text, from machine_owner_gram, which lists them by city and bigram in the
 * order of registration. Two characters are one range of it; for a longer name the rarest bigram leads, the others are
 * looked up in the same index, and the name itself is rechecked.
 * @returns null when no machine's owner has such a name
 */
export async function planByName(name: Name, scope: SearchScope, extent: Extent): Promise<Plan | null> {
  if (name.grams.length === 1 || extent.everything) return planAsIs(name, scope, extent)
  const { rarest, name: ordered } = await rarestFirst(name, scope)
  if (rarest === 0) return null
  if (rarest < FREQUENT)
    return sortedPlan(await collectedByName(ordered, scope, extent.collected), scope.order, extent)
  return { ...(await planAsIs(ordered, scope, extent)), newest: await newestHits(ordered, scope, extent) }
}

/** Sorted by registration, rows are read in their order; sorted by number, they are collected first. */
async function planAsIs(name: Name, scope: SearchScope, extent: Extent): Promise<Plan> {
  if (scope.order.column === 'numberBody')
    return sortedPlan(await collectedByName(name, scope, extent.collected), scope.order, extent)
  return {
    collected: null,
    hits: await hitsByName(name, scope, scope.order, extent.rows),
    total: Prisma.sql`SELECT count(*) FROM (${await hitsByName(name, scope, null, COUNT_CAP + 1)}) counted`,
    cap: COUNT_CAP,
  }
}

/**
 * The newest machines of the whole country are searched in the last weeks first: otherwise a full page is read from every
 * city, with the owner of each machine.
 */
function newestHits(name: Name, scope: SearchScope, extent: Extent): Promise<Prisma.Sql[]> {
  const { area, filter, order } = scope
  if (areaLevel(area) !== 'COUNTRY' || order.column === 'numberBody' || !order.descending || filter.from)
    return Promise.resolve([])
  const until = order.after ? new Date(order.after.key) : new Date()
  return Promise.all(
    [30, 360].map((days) => {
      const from = chinaDay(new Date(until.getTime() - days * DAY_MS))
      return hitsByName(name, { ...scope, filter: { ...filter, from } }, order, extent.rows)
    }),
  )
}

/** Counts each bigram of a name in the area, up to FREQUENT, and returns the name with the rarest bigram first. */
export async function rarestFirst(
  { key, grams }: Name,
  { area }: SearchScope,
): Promise<{ rarest: number; name: Name }> {
  const district = areaLevel(area) === 'DISTRICT' ? [Prisma.sql`g."districtCode" = ${area}::char(6)`] : []
  const place = [Prisma.sql`g."cityCode" = ANY(${await citiesOf(area)}::char(6)[])`, ...district]
  const counts = await readRows(gramCount)`
    SELECT w.gram, (SELECT count(*)::int FROM (
      SELECT FROM machine_owner_gram g WHERE ${all(place)} AND g.gram = w.gram LIMIT ${literal(FREQUENT)}) f) AS count
    FROM unnest(${[...grams]}::text[]) w (gram) ORDER BY 2`
  return { rarest: counts[0]?.count ?? 0, name: { key, grams: counts.map(({ gram }) => gram) } }
}

/** All machines of owners with such a name, with their sort columns. */
export async function collectedByName(name: Name, scope: SearchScope, cap: number): Promise<Prisma.Sql> {
  return Prisma.sql`
    SELECT m.id, m."registeredAt", m."numberBody" FROM (${await hitsByName(name, scope, null, cap)}) n
    JOIN machine m ON m.id = n.id`
}

/** A condition on a machine `m`: its owner's name contains the key. */
export function ownerContains(key: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM account a WHERE a.id = m."ownerId" AND ${nameContains(key)})`
}

/** A condition on the key of the owner `a`'s name. */
function nameContains(key: string): Prisma.Sql {
  return Prisma.sql`a."nameKey" LIKE ${containing(key)}`
}

/** @param order by registration; null: in any order, for counting */
async function hitsByName(
  name: Name,
  { area, filter, words }: SearchScope,
  order: Order | null,
  count: number,
): Promise<Prisma.Sql> {
  const cities = await citiesOf(area)
  const [only, ...more] = cities
  const one = (city: Prisma.Sql) => namesOfCity(name, city, { area, filter, words }, order, count)
  if (only !== undefined && more.length === 0) return one(Prisma.sql`${only}::char(6)`)
  const rows = Prisma.sql`
    SELECT r.id, r.key FROM unnest(${cities}::char(6)[]) part (code)
    CROSS JOIN LATERAL (${one(Prisma.sql`part.code`)}) r`
  return Prisma.sql`${rows} ${order ? byKey(order, 'r') : Prisma.empty} LIMIT ${literal(count)}`
}

function namesOfCity(
  { key, grams: [lead = '', ...others] }: Name,
  city: Prisma.Sql,
  { area, filter, words = [] }: Pick<SearchScope, 'area' | 'filter' | 'words'>,
  order: Order | null,
  count: number,
): Prisma.Sql {
  const conditions = [
    Prisma.sql`g."cityCode" = ${city} AND g.gram = ${lead}`,
    ...(areaLevel(area) === 'DISTRICT' ? [Prisma.sql`g."districtCode" = ${area}::char(6)`] : []),
    ...periodConditions(filter, 'g'),
    ...(order ? afterCursor(order, 'g', 'machineId') : []),
    ...others.slice(0, 2).map((gram) => alsoHas(gram, city)),
  ]
  // A name of two characters is the pair itself: the owner need not be read.
  const readsOwner = [...key].length > 2
  const readsMachine = readsOwner || words.length > 0 || hasOwnConditions(filter)
  if (readsOwner) conditions.push(nameContains(key))
  if (readsMachine)
    conditions.push(...machineConditions({ ...filter, from: undefined, to: undefined }), ...words)
  return Prisma.sql`
    SELECT g."machineId" AS id, g."registeredAt" AS key FROM machine_owner_gram g
    ${readsMachine ? Prisma.sql`JOIN machine m ON m.id = g."machineId"` : Prisma.empty}
    ${readsOwner ? Prisma.sql`JOIN account a ON a.id = m."ownerId"` : Prisma.empty}
    WHERE ${all(conditions)} ${order ? orderBy(order, 'g', 'machineId') : Prisma.empty} LIMIT ${literal(count)}`
}

function alsoHas(gram: string, city: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM machine_owner_gram o WHERE o."cityCode" = ${city} AND o.gram = ${gram}
      AND o."registeredAt" = g."registeredAt" AND o."machineId" = g."machineId")`
}
