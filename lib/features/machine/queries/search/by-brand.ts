import { Prisma } from '@/prisma/client'
import { areaParts } from './area'
import { machineConditions } from './conditions'
import { type Extent, type Plan, type SearchScope, SORTABLE, sortedPlan } from './plan'
import { all, literal, opaque } from './sql'

/** Above every character that a name has (`nameKey`). */
const LAST = '\u{10FFFF}'

/**
 * Machines whose brand begins with the text: one range of `machine_city_brand` in each city. Nobody can type more of a brand to
 * find fewer, so that a frequent one is read in order even in the whole country.
 * @param key of the text (`nameKey`)
 */
export async function planByBrand(key: string, scope: SearchScope, extent: Extent): Promise<Plan> {
  const collected = await collectedByBrand(key, scope, extent.collected)
  return { ...sortedPlan(collected, scope.order, extent), condition: brandBegins(key), everywhere: true }
}

/** Machines of such a brand, with their sort columns. */
export async function collectedByBrand(
  key: string,
  { area, filter, words = [] }: SearchScope,
  cap: number,
): Promise<Prisma.Sql> {
  const conditions = [...(await areaParts(area)), brandBegins(key), ...machineConditions(filter), ...words]
  return Prisma.sql`SELECT ${SORTABLE} FROM machine m WHERE ${all(conditions)} LIMIT ${literal(cap)}`
}

/** A condition on a machine `m`. */
export function brandBegins(key: string): Prisma.Sql {
  return Prisma.sql`(machine_brand(m.content) ~>=~ ${opaque(key, 'text')}
    AND machine_brand(m.content) ~<~ ${opaque(key + LAST, 'text')})`
}
