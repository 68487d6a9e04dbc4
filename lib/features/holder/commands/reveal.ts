import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { recordReveal } from '@/lib/features/disclosure/commands'
import { transact } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import type { HolderParty } from '../schema'
import { findWaiting } from './find-waiting'

/**
 * The full ID number and phone of holder or account, for comparison. Each reveal is audited, without the numbers.
 * @throws AppError NOT_FOUND outside the area or when nothing waits
 */
export function revealHolder(
  actor: StaffActor,
  id: string,
  party: HolderParty,
): Promise<{ idNumber: string; phone: string }> {
  return transact(async (tx) => {
    const holder = await findWaiting(tx, actor, id)
    const shown = party === 'HOLDER' ? holder : holder.registrant
    if (!shown) throw new AppError('NOT_FOUND')
    const subject = { subjectType: 'account', subjectId: shown.id, districtCode: actor.divisionCode }
    // The page of waiting holders is for one thing: to compare the two.
    await recordReveal(tx, actor, { action: 'holder.reveal', ...subject, details: { party } }, {}, 'VERIFY')
    return { idNumber: openIdNumber(shown), phone: openPhone(shown) }
  })
}
