import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import type { SavedSearch } from './schema'

/** The actor's saved searches, sorted by name. */
export async function listSavedSearches(actor: StaffActor): Promise<{ data: SavedSearch[] }> {
  const data = await db().savedSearch.findMany({
    where: { staffId: actor.id },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, query: true },
  })
  return { data }
}
