import { Prisma } from '@/prisma/client'
import { placeConditions } from './area'
import { machineConditions } from './conditions'
import { type Extent, type Plan, type SearchScope, SORTABLE, sortedPlan } from './plan'
import { rareTrigrams } from './rare-trigrams'
import { all, containing, literal, opaque } from './sql'

/** Machines whose number, plate, serial, PIN, 机械环保代码, disclosure number or model contains the part. */
export async function planByCode(part: string, scope: SearchScope, extent: Extent): Promise<Plan> {
  const collected = await collectedByCode(part, scope, extent)
  return { ...sortedPlan(collected, scope.order, extent), condition: codeContains(part) }
}

/** Posting lists of the trigram index to read: a city adds a third of its own, a wider area has none. */
const LISTS = { city: 2, wider: 4 }

/**
 * Machines found by the trigram index alone, which also holds the city; a wider area is filtered afterwards. Each trigram
 * is a condition of its own and the machine's text is rechecked: for a single condition on the whole part the index
 * compares all its lists machine by machine, which takes twice as long.
 */
export async function collectedByCode(
  part: string,
  { area, filter, words = [] }: SearchScope,
  { collected }: Pick<Extent, 'collected'>,
): Promise<Prisma.Sql> {
  const { inOneCity, conditions } = await placeConditions(area)
  const trigrams = await rareTrigrams(part, inOneCity ? LISTS.city : LISTS.wider)
  const listed = trigrams.map(
    (trigram) => Prisma.sql`m."searchText" LIKE ${opaque(containing(trigram), 'text')}`,
  )
  return Prisma.sql`
    SELECT ${SORTABLE} FROM machine m
    WHERE ${all([...listed, ...conditions, codeContains(part), ...machineConditions(filter), ...words])}
    LIMIT ${literal(collected)}`
}

/** The part as a condition on each machine that no index is used for. */
export function codeContains(part: string): Prisma.Sql {
  return Prisma.sql`(m."searchText" || '') LIKE ${opaque(containing(part), 'text')}`
}
