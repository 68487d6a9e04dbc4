import type { StaffActor } from '@/lib/core/actor'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { FOUND, toFound } from '../queries'
import type { FoundAccount } from '../schema'

/**
 * The account of a phone that its owner names at the desk: none or one. Recorded, since it tells whose phone it is.
 */
export function lookUpAccount(actor: StaffActor, phone: string): Promise<{ data: FoundAccount[] }> {
  return transact(async (tx) => {
    const row = await tx.account.findFirst({
      where: { phoneIndex: phoneIndexOf(phone), registeredAt: { not: null }, closedAt: null },
      select: FOUND,
    })
    await audit(tx, actor, {
      action: 'account.look-up',
      subjectType: row ? 'account' : 'bureau',
      subjectId: row?.id ?? actor.bureauId,
      districtCode: actor.divisionCode,
      details: { by: 'phone', found: row !== null },
    })
    return { data: row ? [toFound(row)] : [] }
  })
}
