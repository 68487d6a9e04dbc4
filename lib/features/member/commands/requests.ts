import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { DAY_MS } from '@/lib/core/clock'
import type { UnitRole } from '@/lib/core/unit-role'
import { documentIndex } from '@/lib/features/account/queries'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { encrypt } from '@/lib/server/secrets/secrets'
import { getOwnUnits, personOf } from '../queries/own-units'
import { askedOf, listPeople, waiting } from '../queries/people'
import { MAX_REQUESTS, REQUEST_DAYS } from '../rules'
import type { OwnUnits, People } from '../schema'
import { addMember } from './add-member'
import { requirePerson } from './unit'

/**
 * POST /me/units/requests: asks whoever manages the unit of a code. Work and answer are the same whether or not a unit has
 * registered with it; one that registers later sees the request.
 * @throws AppError STATE_CONFLICT when one for the code waits, or too many wait
 */
export async function askToJoin(actor: AccountActor, unitCode: string): Promise<OwnUnits> {
  const person = requirePerson(actor)
  const codeIndex = documentIndex('UNIT_CODE', unitCode)
  try {
    return await transact(async (tx) => {
      await tx.$queryRaw`SELECT id FROM account WHERE id = ${person.id}::uuid FOR NO KEY UPDATE`
      const own = { personId: person.id }
      // An expired one makes room for the next.
      await tx.unitRequest.updateMany({
        where: { ...own, codeIndex, state: 'OPEN', expiresAt: { lte: new Date() } },
        data: { state: 'WITHDRAWN', endedAt: new Date() },
      })
      if ((await tx.unitRequest.count({ where: { ...own, ...waiting() } })) >= MAX_REQUESTS)
        throw new AppError('STATE_CONFLICT', {
          detail: `已有 ${MAX_REQUESTS} 份申请在等待答复，请先撤回不用的`,
        })
      const id = newId()
      await tx.unitRequest.create({
        data: {
          id,
          ...own,
          unitCode: encrypt('unit_request.unitCode', id, unitCode),
          codeIndex,
          expiresAt: new Date(Date.now() + REQUEST_DAYS * DAY_MS),
        },
      })
      await audit(tx, actor, { action: 'unit.ask-to-join', subjectType: 'account', subjectId: person.id })
      return getOwnUnits(actor, tx)
    })
  } catch (error) {
    if (!uniqueViolation(error)) throw error
    throw new AppError('STATE_CONFLICT', { detail: '已经申请加入这个单位，正在等待答复', cause: error })
  }
}

/** @throws AppError NOT_FOUND for one of another person, and for one that has ended */
export async function withdrawRequest(actor: AccountActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const personId = personOf(actor)?.id
    const { count } = personId
      ? await tx.unitRequest.updateMany({
          where: { id, personId, state: 'OPEN' },
          data: { state: 'WITHDRAWN', endedAt: new Date() },
        })
      : { count: 0 }
    if (count !== 1) throw new AppError('NOT_FOUND', { detail: '这份申请已经答复或撤回' })
    const subject = { subjectType: 'account', subjectId: personId ?? '' }
    await audit(tx, actor, { action: 'unit.withdraw-request', ...subject })
  })
}

/** Lets somebody in who asked. @throws AppError NOT_FOUND for a request to another unit, answered, withdrawn or expired */
export async function acceptRequest(actor: AccountActor, id: string, role: UnitRole): Promise<People> {
  return transact(async (tx) => {
    const personId = await answer(tx, actor, id, 'ACCEPTED')
    await addMember(tx, { unitId: actor.id, personId, role })
    await audit(tx, actor, {
      action: 'unit.accept-request',
      subjectType: 'account',
      subjectId: actor.id,
      details: { person: personId, unitRole: role },
    })
    return listPeople(actor, tx)
  })
}

/** @throws AppError as above */
export async function refuseRequest(actor: AccountActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const personId = await answer(tx, actor, id, 'REFUSED')
    await audit(tx, actor, {
      action: 'unit.refuse-request',
      subjectType: 'account',
      subjectId: actor.id,
      details: { person: personId },
    })
  })
}

async function answer(tx: Tx, actor: AccountActor, id: string, state: 'ACCEPTED' | 'REFUSED') {
  const { count } = await tx.unitRequest.updateMany({
    where: { AND: [{ id, person: { closedAt: null } }, await askedOf(actor, tx)] },
    data: { state, endedAt: new Date() },
  })
  if (count !== 1) throw new AppError('NOT_FOUND', { detail: '这份申请已经答复、撤回或过期' })
  const { personId } = await tx.unitRequest.findUniqueOrThrow({ where: { id } })
  return personId
}
