import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { personOf } from '../queries/own-units'

/** @throws AppError STATE_CONFLICT for a person's own account, which has nobody who acts for it */
export function requireUnit(actor: AccountActor): void {
  if (actor.type !== 'UNIT')
    throw new AppError('STATE_CONFLICT', { detail: '个人账号没有单位人员；请先以单位的身份办理' })
}

/** @throws AppError STATE_CONFLICT for whoever signed in by the phone of a unit's account: that is no person */
export function requirePerson(actor: AccountActor): { id: string; name: string } {
  const person = personOf(actor)
  if (person) return person
  throw new AppError('STATE_CONFLICT', { detail: '请用您本人的个人账号登录后再办理' })
}

/** @param unitId of the address: whoever acts for one unit does not reach another's people. @throws AppError NOT_FOUND */
export function ofUnit(actor: AccountActor, { unitId }: { unitId: string }): AccountActor {
  if (actor.id !== unitId) throw new AppError('NOT_FOUND')
  return actor
}
