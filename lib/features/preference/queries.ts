import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { PREFERENCE_VALUES, type PreferenceKey } from './schema'

/** The actor's setting for a page; null if there is none or this release cannot read it. */
export async function getPreference(
  actor: StaffActor,
  key: PreferenceKey,
): Promise<{ value: string[] | null }> {
  const row = await db().staffPreference.findUnique({ where: { staffId_key: { staffId: actor.id, key } } })
  return { value: PREFERENCE_VALUES[key].safeParse(row?.value).data ?? null }
}
