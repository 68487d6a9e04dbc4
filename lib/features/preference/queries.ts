import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { type PreferenceKey, setPreferenceEndpoint } from './schema'

/** What the actor chose for a page; null for one who chose nothing, or what a later release cannot read. */
export async function getPreference(
  actor: StaffActor,
  key: PreferenceKey,
): Promise<{ value: string[] | null }> {
  const row = await db().staffPreference.findUnique({ where: { staffId_key: { staffId: actor.id, key } } })
  const read = setPreferenceEndpoint.body.safeParse({ value: row?.value ?? null })
  return { value: read.data?.value ?? null }
}
