import type { PublicActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'

/**
 * The holder (an owner named only in older registers or at a counter) with the document number of a registration. The lock
 * makes this registration and a concurrent load of holders wait for each other; otherwise neither would see the other's rows.
 */
export async function holderOf(tx: Tx, idNumberIndex: string): Promise<string | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('holders'))`
  const row = await tx.account.findFirst({
    where: { idNumberIndex, registeredAt: null },
    select: { id: true },
  })
  return row?.id ?? null
}

/** The machines stay with the holder until the account's identity is proved, or an officer has compared the two. */
export async function recordRegistrant(
  tx: Tx,
  actor: PublicActor,
  id: string,
  registrantId: string,
): Promise<void> {
  await tx.account.update({ where: { id }, data: { registrantId } })
  const subject = { subjectType: 'account', subjectId: id }
  await audit(tx, actor, { action: 'holder.wait', ...subject, details: { account: registrantId } })
}
