import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { transact } from '@/lib/server/database/db'
import { hashPassword } from '@/lib/server/secrets/password'
import { getStaff } from '../queries/staff'
import type { StaffDto } from '../schema/staff'
import { auditStaff, targetOf } from './guard'
import { issuedUntil } from './issued-password'
import { makePassword } from './new-password'
import { resetCredentials } from './reset-credentials'
import { askToEnable, grant, grantOf, lockAccount } from './second-person'
import { askToStandDown, disable, requireStoodDown, wayToDisable } from './stand-down'

/**
 * Disables a person, ends their sessions and frees their claims at once. Ended sessions stay ended if the person is
 * enabled again. Of a security administrator: or the request for a second person to confirm it; meanwhile they work on.
 * @throws AppError NOT_FOUND; STATE_CONFLICT for the actor themselves, if already disabled or asked for
 */
export function disableStaff(actor: StaffActor, id: string): Promise<StaffDto> {
  return transact(async (tx) => {
    const { person } = await lockAccount(tx, actor, id)
    const way = await wayToDisable(tx, actor, person)
    if (way === 'WAITS' && !person.disabledAt) await askToStandDown(tx, actor, person)
    else await disable(tx, actor, person, way === 'ALONE' ? { alone: true } : {})
    return getStaff(tx, actor, id)
  })
}

/**
 * Lets a disabled person work again; or the request for a second person to confirm it.
 * @throws AppError NOT_FOUND; STATE_CONFLICT if not disabled, if it is asked for already, or when there is no second person
 */
export function enableStaff(actor: StaffActor, id: string): Promise<StaffDto> {
  return transact(async (tx) => {
    const { person } = await lockAccount(tx, actor, id)
    const { bureau } = person
    if (!person.disabledAt) throw new AppError('STATE_CONFLICT', { detail: '该人员没有停用' })
    if ((await grantOf(tx, actor, { divisionCode: bureau.divisionCode, id })) === 'WAITS') {
      await askToEnable(tx, actor, id, '恢复使用')
      return getStaff(tx, actor, id)
    }
    // A password issued meanwhile could not be used until now.
    const passwordIssuedAt = person.passwordIssuedAt && new Date()
    await tx.staff.update({ where: { id }, data: { disabledAt: null, passwordIssuedAt } })
    await tx.signInTries.deleteMany({ where: { staffId: id } })
    await auditStaff(tx, actor, 'enable', { id, ...bureau })
    return getStaff(tx, actor, id)
  })
}

/** Removes the lock after failed sign-ins. @throws AppError NOT_FOUND */
export function unlockStaff(actor: StaffActor, id: string): Promise<StaffDto> {
  return transact(async (tx) => {
    const { bureau } = await targetOf(tx, actor, id)
    await tx.signInTries.deleteMany({ where: { staffId: id } })
    await auditStaff(tx, actor, 'unlock', { id, ...bureau })
    return getStaff(tx, actor, id)
  })
}

/**
 * Sets a new password for a person who lost theirs, their phone or their keys: removes every second factor and the lock and ends
 * all sessions. Where a second person must confirm it, the account is disabled until then.
 * @returns the password, which cannot be read again, and when it ends unless it is changed
 * @throws AppError NOT_FOUND; STATE_CONFLICT for the actor themselves, who can use the account page, when there is no second person, or for a
 *   security administrator who works (`requireStoodDown`)
 */
export async function resetStaffPassword(
  actor: StaffActor,
  id: string,
): Promise<{ staff: StaffDto; password: string; expiresAt: string }> {
  if (id === actor.id) throw new AppError('STATE_CONFLICT', { detail: '请在“我的账号”中修改自己的密码' })
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  return transact(async (tx) => {
    const account = await lockAccount(tx, actor, id)
    await requireStoodDown(tx, account.person)
    await resetCredentials(tx, id, passwordHash)
    await auditStaff(tx, actor, 'reset-password', { id, ...account.person.bureau })
    await grant(tx, actor, account, '重置密码和二次验证')
    const expiresAt = (await issuedUntil(tx, account.person.bureau.divisionCode)).toISOString()
    return { staff: await getStaff(tx, actor, id), password, expiresAt }
  })
}
