import type { StaffActor } from '@/lib/core/actor'
import { IDENTITY_DOCUMENTS, type IdentityDocument } from '@/lib/core/identity-document'
import { documentIndex, phoneIndexOf } from '@/lib/features/account/queries'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { FOUND, toFound } from '../queries'
import type { FoundAccount, LookUpAccount } from '../schema'

const KINDS = Object.keys(IDENTITY_DOCUMENTS) as IdentityDocument[]

/**
 * The account of a phone that its owner names at the desk, or of the number that stands in the original: none or one. Recorded,
 * since it tells whose phone or number it is.
 */
export function lookUpAccount(actor: StaffActor, input: LookUpAccount): Promise<{ data: FoundAccount[] }> {
  return transact(async (tx) => {
    const by = 'phone' in input ? 'phone' : 'idNumber'
    const named =
      'phone' in input
        ? { phoneIndex: phoneIndexOf(input.phone) }
        : // Of whatever kind the document is: one number has one key in each.
          { idNumberIndex: { in: [...new Set(KINDS.map((kind) => documentIndex(kind, input.idNumber)))] } }
    const rows = await tx.account.findMany({
      where: { ...named, registeredAt: { not: null }, closedAt: null },
      select: FOUND,
      orderBy: { createdAt: 'asc' },
      take: 5,
    })
    const [first] = rows
    await audit(tx, actor, {
      action: 'account.look-up',
      subjectType: first ? 'account' : 'bureau',
      subjectId: first?.id ?? actor.bureauId,
      districtCode: actor.divisionCode,
      details: { by, found: rows.length > 0 },
    })
    return { data: rows.map(toFound) }
  })
}
