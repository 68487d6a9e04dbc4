import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import type { KeyList } from '../schema/security-key'
import { keySite } from './key-site'

/** The actor's own keys, the newest last. */
export async function listKeys(actor: StaffActor): Promise<KeyList> {
  const site = keySite()
  const rows = await db().securityKey.findMany({ where: { staffId: actor.id }, orderBy: { id: 'asc' } })
  return {
    origin: site?.origin ?? null,
    data: rows.map(({ id, name, createdAt, lastUsedAt, site: madeFor }) => ({
      id,
      name,
      addedAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      usable: madeFor === site?.id,
    })),
  }
}
