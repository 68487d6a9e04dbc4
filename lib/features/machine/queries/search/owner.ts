import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit'
import { transact } from '@/lib/server/db'
import { blindIndex } from '@/lib/server/secrets'
import type { SearchText } from '../../rules/search-text'

type Personal = Extract<SearchText, { meaning: 'PHONE' | 'ID_NUMBER' }>

/**
 * The account with this whole phone or ID number, by its blind index. Every such look is recorded, whether or not it
 * finds somebody, without the digits: an officer who tries numbers out is seen.
 */
export function findOwnerOnRecord(actor: StaffActor, text: Personal): Promise<string | null> {
  return transact(async (tx) => {
    const where =
      text.meaning === 'PHONE'
        ? { phoneIndex: blindIndex('phone', text.phone) }
        : { idNumberIndex: blindIndex('id', text.idNumber) }
    const owner = await tx.account.findUnique({ where, select: { id: true } })
    await audit(tx, actor, {
      action: text.meaning === 'PHONE' ? 'machine.search-phone' : 'machine.search-id',
      subjectType: 'account',
      subjectId: owner?.id ?? 'unknown',
      districtCode: actor.divisionCode,
      details: { found: owner !== null },
    })
    return owner?.id ?? null
  })
}
