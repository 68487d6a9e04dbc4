import { nameKey } from '@/lib/core/normalise'
import { listItems } from '@/lib/features/setting/queries/lists'
import { db } from '@/lib/server/database/db'
import { valuesOf } from '../../schema/search'
import { planByFilter } from './by-filter'
import type { Extent, Plan, SearchScope } from './plan'

/** Categories named by a text (挖掘机, 叉车), disabled ones included: machines keep them. */
export type NamedCategories = { codes: string[]; exact: boolean }

/** @param key of the text (`nameKey`) */
export async function categoriesNamed(key: string): Promise<NamedCategories> {
  const items = await listItems(db(), 'CATEGORY', { withDisabled: true })
  const named = items.map(({ code, name }) => ({ code, name: nameKey(name) }))
  const same = named.filter(({ name }) => name === key)
  const found = same.length > 0 ? same : named.filter(({ name }) => name.includes(key))
  return { codes: found.map(({ code }) => code), exact: same.length > 0 }
}

/** The machines of some categories: a filter like any other. Null where the chosen filter excludes them. */
export async function planByCategory(
  codes: readonly string[],
  scope: SearchScope,
  extent: Extent,
): Promise<Plan | null> {
  const chosen = valuesOf(scope.filter.categoryCode)
  const wanted = chosen.length === 0 ? codes : codes.filter((code) => chosen.includes(code))
  if (wanted.length === 0) return null
  return planByFilter({ ...scope, filter: { ...scope.filter, categoryCode: wanted.join(',') } }, extent)
}
