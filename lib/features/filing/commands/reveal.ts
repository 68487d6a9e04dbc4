import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { visibleToOfficer } from '../policy'

/**
 * The full ID number and phone of a filing's owner or agent. Each reveal is audited, without the numbers.
 * @throws AppError NOT_FOUND outside the area, for drafts, and for AGENT when the filing has none
 */
export function revealParty(actor: StaffActor, id: string, party: 'OWNER' | 'AGENT') {
  return transact(async (tx) => {
    const filing = await tx.filing.findFirst({
      where: { id, ...visibleToOfficer(actor) },
      select: { districtCode: true, ownerId: true, filerId: true },
    })
    if (!filing || (party === 'AGENT' && filing.filerId === filing.ownerId)) throw new AppError('NOT_FOUND')
    const account = await tx.account.findUniqueOrThrow({
      where: { id: party === 'OWNER' ? filing.ownerId : filing.filerId },
      select: { id: true, idNumber: true, phone: true },
    })
    await audit(tx, actor, {
      action: 'filing.reveal',
      subjectType: 'filing',
      subjectId: id,
      districtCode: filing.districtCode,
      details: { party },
    })
    return { idNumber: openIdNumber(account), phone: openPhone(account) }
  })
}
