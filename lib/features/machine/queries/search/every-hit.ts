import type { StaffActor } from '@/lib/core/actor'
import { Prisma } from '@/prisma/client'
import { readSearchText } from '../../rules/search-text'
import type { MachineFilter, MachineSort } from '../../schema/search'
import { searchArea } from './area'
import { readOrder } from './order'
import { EVERYTHING } from './plan'
import { readingsOf } from './readings'

/**
 * Statements that read every row (id, key) of a search in its order, without the cap of a page's count. Run them one after
 * another: the first that finds anything is what the search page shows. None for a search that cannot match. A phone or
 * ID number is looked up here and audited.
 */
export async function everyHit(
  actor: StaffActor,
  search: MachineFilter & { sort: MachineSort },
): Promise<Prisma.Sql[]> {
  const area = searchArea(actor, search)
  const text = readSearchText(search.q)
  if (!area || text?.meaning === 'TOO_SHORT') return []
  const scope = { area, filter: search, order: readOrder(search.sort, undefined) }
  const readings = await readingsOf(actor, text, scope)
  const plans = await Promise.all(readings.map(({ plan }) => plan(EVERYTHING)))
  return plans
    .filter((plan) => plan !== null)
    .map(({ collected, hits }) =>
      collected ? Prisma.sql`WITH collected AS MATERIALIZED (${collected}) ${hits}` : hits,
    )
}
