import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { getOwnUnits, personOf } from '../queries/own-units'
import { waiting } from '../queries/people'
import type { OwnUnits } from '../schema'
import { addMember } from './add-member'
import { ended } from './invite'

/**
 * POST /me/units/invitations/{id}/accept: whoever is signed in with the phone that was invited acts for the unit from now on.
 * @throws AppError NOT_FOUND for an invitation of another phone, answered, withdrawn or expired
 */
export async function acceptInvitation(actor: AccountActor, id: string): Promise<OwnUnits> {
  return transact(async (tx) => {
    const { unitId, role, personId } = await answer(tx, actor, id, 'ACCEPTED')
    await addMember(tx, { unitId, personId, role })
    await audit(tx, actor, {
      action: 'unit.accept-invitation',
      subjectType: 'account',
      subjectId: unitId,
      details: { person: personId, unitRole: role },
    })
    return getOwnUnits(actor, tx)
  })
}

/** @throws AppError as above */
export async function declineInvitation(actor: AccountActor, id: string): Promise<OwnUnits> {
  return transact(async (tx) => {
    const { unitId } = await answer(tx, actor, id, 'DECLINED')
    await audit(tx, actor, { action: 'unit.decline-invitation', subjectType: 'account', subjectId: unitId })
    return getOwnUnits(actor, tx)
  })
}

/** Of concurrent answers, and of an answer and a withdrawal, one succeeds. */
async function answer(tx: Tx, actor: AccountActor, id: string, state: 'ACCEPTED' | 'DECLINED') {
  const person = personOf(actor)
  const invited = person && (await tx.account.findUnique({ where: { id: person.id } }))
  const gone = new AppError('NOT_FOUND', { detail: '这份邀请已经答复、收回或过期' })
  if (!invited?.phoneIndex) throw gone
  const { count } = await tx.unitInvitation.updateMany({
    where: { id, phoneIndex: invited.phoneIndex, ...waiting(), unit: { closedAt: null } },
    data: ended(state),
  })
  if (count !== 1) throw gone
  const { unitId, role } = await tx.unitInvitation.findUniqueOrThrow({ where: { id } })
  return { unitId, role, personId: invited.id }
}
