import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { UnitRole } from '@/lib/core/unit-role'
import { endSessionsFor } from '@/lib/features/account/commands/session-tickets'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { listPeople } from '../queries/people'
import { LAST_MANAGER } from '../rules'
import type { People } from '../schema'

/**
 * Gives one of the unit's people another role, at once.
 * @throws AppError NOT_FOUND for one of another unit; STATE_CONFLICT when nobody would manage the unit
 */
export async function changeRole(actor: AccountActor, id: string, role: UnitRole): Promise<People> {
  return transact(async (tx) => {
    const place = await lockPlace(tx, { id, unitId: actor.id })
    if (role !== 'MANAGE') await requireOtherManager(tx, place)
    await tx.unitMember.update({ where: { id }, data: { role } })
    await audit(tx, actor, {
      action: 'unit.change-role',
      subjectType: 'account',
      subjectId: actor.id,
      details: { person: place.personId, before: { unitRole: place.role }, after: { unitRole: role } },
    })
    return listPeople(actor, tx)
  })
}

/**
 * Takes the place of one of the unit's people away, the unit's own phone included: what they are signed in to for the unit ends
 * with it.
 * @throws AppError as above
 */
export async function removeMember(actor: AccountActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const place = await lockPlace(tx, { id, unitId: actor.id })
    await endPlace(tx, actor, place, 'unit.remove-member')
  })
}

/** The own way out: of a person, or of the unit's phone. @throws AppError NOT_FOUND for a place of another; STATE_CONFLICT as above */
export async function leaveUnit(actor: AccountActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const place = await lockPlace(tx, { id, personId: actor.person?.id ?? actor.id })
    await endPlace(tx, actor, place, 'unit.leave')
  })
}

type Place = { id: string; unitId: string; personId: string; role: UnitRole }

/** The lock of the unit's row makes two who act on its people wait for each other. */
async function lockPlace(tx: Tx, which: { id: string; unitId?: string; personId?: string }): Promise<Place> {
  const where = { ...which, endedAt: null }
  const seen = await tx.unitMember.findFirst({ where, select: { unitId: true } })
  if (seen) await tx.$queryRaw`SELECT id FROM account WHERE id = ${seen.unitId}::uuid FOR NO KEY UPDATE`
  const place = seen && (await tx.unitMember.findFirst({ where }))
  if (!place) throw new AppError('NOT_FOUND', { detail: '此人已不是该单位的人员' })
  return place
}

/** The database's trigger holds the same; here it has words. */
async function requireOtherManager(tx: Tx, { id, unitId, role }: Place): Promise<void> {
  if (role !== 'MANAGE') return
  const others = { unitId, role: 'MANAGE' as const, endedAt: null, id: { not: id } }
  if ((await tx.unitMember.count({ where: others })) === 0)
    throw new AppError('STATE_CONFLICT', { detail: LAST_MANAGER })
}

async function endPlace(
  tx: Tx,
  actor: AccountActor,
  place: Place,
  action: 'unit.remove-member' | 'unit.leave',
): Promise<void> {
  await requireOtherManager(tx, place)
  const { id, unitId, personId } = place
  await tx.unitMember.update({ where: { id }, data: { endedAt: new Date() } })
  const endedSessions = await endSessionsFor(tx, unitId, personId)
  const details = { person: personId, endedSessions }
  await audit(tx, actor, { action, subjectType: 'account', subjectId: unitId, details })
}
