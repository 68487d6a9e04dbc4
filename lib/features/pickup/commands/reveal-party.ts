import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { HIDDEN_ID_NUMBER } from '@/lib/core/mask'
import { recordReveal } from '@/lib/features/disclosure/commands'
import { transact } from '@/lib/server/database/db'
import { openPhone } from '@/lib/server/secrets/personal'

/**
 * The full phone of owner or agent, to call them; each call is audited. The number of their document is not shown at the
 * counter, which asks for its last four characters (docs/decisions/0041).
 * @throws AppError NOT_FOUND outside the actor's area, INVALID if there is no agent
 */
export function revealParty(
  actor: StaffActor,
  pickupId: string,
  party: 'OWNER' | 'AGENT',
): Promise<{ idNumber: string; phone: string }> {
  return transact(async (tx) => {
    const pickup = await tx.pickup.findFirst({
      where: { id: pickupId, filing: actor.area },
      select: {
        filingId: true,
        filing: {
          select: { ownerId: true, filerId: true, districtCode: true, owner: PERSON, filer: PERSON },
        },
      },
    })
    if (!pickup) throw new AppError('NOT_FOUND')
    const { filing, filingId } = pickup
    if (party === 'AGENT' && filing.filerId === filing.ownerId)
      throw fieldError('party', '本登记没有被委托人', 'NO_AGENT')
    const account = party === 'OWNER' ? filing.owner : filing.filer
    const subject = { subjectType: 'filing', subjectId: filingId, districtCode: filing.districtCode }
    // The counter shows a phone for one reason: to call.
    await recordReveal(tx, actor, { action: 'pickup.reveal', ...subject, details: { party } }, {}, 'CONTACT')
    return { idNumber: HIDDEN_ID_NUMBER, phone: openPhone(account) }
  })
}

const PERSON = { select: { id: true, phone: true } } as const
