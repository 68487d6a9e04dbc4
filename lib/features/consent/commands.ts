import type { AccountActor, Actor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { encrypt } from '@/lib/server/secrets/secrets'
import { getConsents } from './queries'
import type { ConsentInput, ConsentState } from './schema'

/**
 * Stores what an account accepts; what it had accepted before stays as it was.
 * @param address from which it was given
 */
export async function recordConsents(
  tx: Tx,
  actor: Actor,
  accountId: string,
  { version, kinds }: ConsentInput,
  address: string,
): Promise<void> {
  const data = [...new Set(kinds)].map((kind) => {
    const id = newId()
    return { id, accountId, kind, version, address: encrypt('consent.address', id, address) }
  })
  const { count } = await tx.consent.createMany({ data, skipDuplicates: true })
  if (count === 0) return
  await audit(tx, actor, {
    action: 'consent.give',
    subjectType: 'account',
    subjectId: accountId,
    details: { consents: kinds, noticeVersion: version },
  })
}

/** POST /me/consents. @returns the state after it */
export function giveConsents(
  actor: AccountActor,
  input: ConsentInput,
  address: string,
): Promise<ConsentState> {
  return transact(async (tx) => {
    await recordConsents(tx, actor, actor.id, input, address)
    return getConsents(actor.id, tx)
  })
}
