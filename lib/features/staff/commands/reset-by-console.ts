import { SYSTEM } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { transact } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { hashPassword } from '@/lib/server/secrets/password'
import { randomToken, tokenHash } from '@/lib/server/secrets/secrets'
import { auditStaff } from './guard'
import { resetCredentials } from './reset-credentials'

type Asked = {
  username: string
  /** Why; it stands in the audit row. */
  reason: string
  /** The operating system's user who ran the program. */
  serverUser: string
}

/**
 * For somebody with the server's console, where no security administrator can sign in any more: takes away every credential of an officer and
 * makes an activation link, by which the officer chooses a new password. Recorded as done from the server's console.
 * @returns the link, which cannot be read again
 * @throws AppError NOT_FOUND for a username that nobody has; STATE_CONFLICT where person or bureau is disabled: a reset would not let
 *   them in
 */
export async function resetByConsole({ username, reason, serverUser }: Asked) {
  const token = randomToken(32)
  // Known to nobody.
  const passwordHash = await hashPassword(randomToken(32))
  return transact(async (tx) => {
    const staff = await tx.staff.findUnique({
      where: { username: username.trim().toLowerCase() },
      include: { bureau: { select: { divisionCode: true, disabledAt: true } } },
    })
    if (!staff) throw new AppError('NOT_FOUND', { detail: `没有用户名为“${username}”的人员` })
    const { id, name, role, disabledAt, bureau } = staff
    if (disabledAt || bureau.disabledAt)
      throw new AppError('STATE_CONFLICT', {
        detail: '该人员或其机构已停用，重置后也不能登录。没有可用的安全管理员时，重新启动系统会另建一位',
      })
    await resetCredentials(tx, id, passwordHash)
    const { activationHours: hours } = await findSetting(tx, 'staff-sign-in', bureau.divisionCode)
    const expiresAt = new Date(Date.now() + hours * 3_600_000)
    await tx.staffActivation.create({ data: { staffId: id, tokenHash: tokenHash(token), expiresAt } })
    const target = { id, divisionCode: bureau.divisionCode }
    await auditStaff(tx, SYSTEM, 'reset-password', target, { by: 'console', reason, serverUser })
    await auditStaff(tx, SYSTEM, 'issue-activation', target, { by: 'console', hours })
    return { name, role, link: new URL(`/activate#${token}`, env().PUBLIC_URL).href, hours }
  })
}
