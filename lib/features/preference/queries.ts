import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { type PreferenceKey, setPreferenceEndpoint } from './schema'

/** The actor's setting for a page; null if there is none or this release cannot read it. */
export async function getPreference(
  actor: StaffActor,
  key: PreferenceKey,
): Promise<{ value: string[] | null }> {
  const row = await db().staffPreference.findUnique({ where: { staffId_key: { staffId: actor.id, key } } })
  const parsed = setPreferenceEndpoint.body.safeParse({ value: row?.value ?? null })
  return { value: parsed.data?.value ?? null }
}
