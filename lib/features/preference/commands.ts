import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { checkedPreference } from './rules'
import type { PreferenceKey } from './schema'

/**
 * Stores the actor's setting for a page; null deletes it.
 * @throws AppError INVALID for a value that this preference cannot hold
 */
export async function setPreference(
  actor: StaffActor,
  key: PreferenceKey,
  given: string[] | null,
): Promise<{ value: string[] | null }> {
  const value = checkedPreference(key, given)
  return transact(async (tx) => {
    const staffId = actor.id
    if (value === null) await tx.staffPreference.deleteMany({ where: { staffId, key } })
    else
      await tx.staffPreference.upsert({
        where: { staffId_key: { staffId, key } },
        create: { staffId, key, value },
        update: { value },
      })
    await audit(tx, actor, {
      action: 'preference.set',
      subjectType: 'staff',
      subjectId: staffId,
      details: { key },
    })
    return { value }
  })
}
