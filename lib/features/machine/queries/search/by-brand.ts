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
  const { area, filter, order } = scope
  const begins = Prisma.sql`machine_brand(m.content) ~>=~ ${opaque(key, 'text')}
    AND machine_brand(m.content) ~<~ ${opaque(key + LAST, 'text')}`
  const collected = Prisma.sql`
    SELECT ${SORTABLE} FROM machine m
    WHERE ${all([...(await areaParts(area)), begins, ...machineConditions(filter)])}
    LIMIT ${literal(extent.collected)}`
  return { ...sortedPlan(collected, order, extent), condition: begins, everywhere: true }
}
