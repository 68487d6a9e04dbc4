import { Prisma } from '@/prisma/client'
import { areaParts } from './area'
import { machineConditions } from './conditions'
import { type Extent, type Plan, type SearchScope, SORTABLE, sortedPlan } from './plan'
import { all, literal } from './sql'

/**
 * Machines of some power, without a text: collected from `machine_city_power`, which also answers the other filters. Where more
 * than are counted lie in the range, they are frequent enough to be met soon when the area is read in order.
 */
export async function planByPower(scope: SearchScope, extent: Extent): Promise<Plan> {
  const { area, filter, order } = scope
  const collected = Prisma.sql`
    SELECT ${SORTABLE} FROM machine m WHERE ${all([...(await areaParts(area)), ...machineConditions(filter)])}
    LIMIT ${literal(extent.collected)}`
  return { ...sortedPlan(collected, order, extent), condition: Prisma.sql`TRUE`, everywhere: true }
}
