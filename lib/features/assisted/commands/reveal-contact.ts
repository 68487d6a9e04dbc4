import type { StaffActor } from '@/lib/core/actor'
import { recordReveal } from '@/lib/features/disclosure/commands'
import { transact } from '@/lib/server/database/db'
import { contactPhoneOf } from '../queries/assisted'

/**
 * The full phone of the contact that the owner has named, to call there; recorded.
 * @throws AppError NOT_FOUND outside the area, or where none was named
 */
export async function revealContact(actor: StaffActor, id: string): Promise<{ phone: string }> {
  const phone = await contactPhoneOf(actor, id)
  await transact((tx) =>
    recordReveal(
      tx,
      actor,
      {
        action: 'filing.reveal',
        subjectType: 'filing',
        subjectId: id,
        districtCode: actor.divisionCode,
        details: { party: 'CONTACT' },
      },
      {},
      'CONTACT',
    ),
  )
  return { phone }
}
