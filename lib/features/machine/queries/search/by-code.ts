import { Prisma } from '@/prisma/client'
import { placeConditions } from './area'
import { machineConditions } from './conditions'
import { type Extent, type Plan, type SearchScope, SORTABLE, sortedPlan } from './plan'
import { rareTrigrams } from './rare-trigrams'
import { all, containing, literal, opaque } from './sql'

/** Machines with the part in number, plate, serial, PIN, 机械环保代码, published number or model. */
export async function planByCode(part: string, scope: SearchScope, extent: Extent): Promise<Plan> {
  const collected = await collectedByCode(part, scope, extent)
  return { ...sortedPlan(collected, scope.order, extent), condition: codeContains(part) }
}

/** Lists of the trigram index that are read: a city's own list is a third, a wider area has none of its own. */
const LISTS = { city: 2, wider: 4 }

/**
 * The machines by the trigram index alone: of a city through the same index, of a wider area by the part only. Each
 * trigram is a condition of its own, and the machine's text decides: of one condition for the whole part the index
 * compares all lists machine by machine, which takes twice as long.
 */
export async function collectedByCode(
  part: string,
  { area, filter }: SearchScope,
  { collected }: Extent,
): Promise<Prisma.Sql> {
  const { inOneCity, conditions } = await placeConditions(area)
  const trigrams = await rareTrigrams(part, inOneCity ? LISTS.city : LISTS.wider)
  const listed = trigrams.map(
    (trigram) => Prisma.sql`m."searchText" LIKE ${opaque(containing(trigram), 'text')}`,
  )
  return Prisma.sql`
    SELECT ${SORTABLE} FROM machine m
    WHERE ${all([...listed, ...conditions, codeContains(part), ...machineConditions(filter)])}
    LIMIT ${literal(collected)}`
}

/** The part as a condition on each machine, out of the index's sight. */
export function codeContains(part: string): Prisma.Sql {
  return Prisma.sql`(m."searchText" || '') LIKE ${opaque(containing(part), 'text')}`
}
