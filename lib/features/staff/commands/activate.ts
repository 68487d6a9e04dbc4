import { PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { hashPassword } from '@/lib/server/secrets/password'
import { tokenHash } from '@/lib/server/secrets/secrets'
import { requireGoodPassword } from './new-own-password'

/**
 * Whose link it is. Looking does not use it up: mail scanners and previews open links.
 * @throws AppError NOT_FOUND when it is used, replaced or expired, or the person is disabled; STATE_CONFLICT while the account waits
 *   for a second person
 */
export async function findActivation(token: string): Promise<{ username: string; name: string }> {
  const { username, name } = await personOf(token)
  return { username, name }
}

/**
 * Sets the password that the person chose; the link is used up by it.
 * @throws AppError as `findActivation`; INVALID on `password`
 */
export async function activate({ token, password }: { token: string; password: string }): Promise<void> {
  const person = await personOf(token)
  const { passwordHistory } = await findSetting(db(), 'staff-sign-in', person.bureau.divisionCode)
  await requireGoodPassword(person, password, { path: 'password', history: passwordHistory })
  const passwordHash = await hashPassword(password)
  await transact(async (tx) => {
    const used = await tx.staffActivation.deleteMany({
      where: { staffId: person.id, tokenHash: tokenHash(token), expiresAt: { gt: new Date() } },
    })
    const { count } = await tx.staff.updateMany({
      where: { id: person.id, passwordHash: person.passwordHash, disabledAt: null },
      data: {
        passwordHash,
        passwordChangedAt: new Date(),
        mustChangePassword: false,
        passwordIssuedAt: null,
      },
    })
    if (used.count !== 1 || count !== 1) throw noLonger()
    await audit(tx, PUBLIC, {
      action: 'staff.activate',
      subjectType: 'staff',
      subjectId: person.id,
      districtCode: person.bureau.divisionCode,
    })
  })
}

async function personOf(token: string) {
  const found = await db().staffActivation.findFirst({
    where: {
      tokenHash: tokenHash(token),
      expiresAt: { gt: new Date() },
      staff: { bureau: { disabledAt: null } },
    },
    include: { staff: { include: { bureau: { select: { divisionCode: true } } } } },
  })
  if (found?.staff.disabledAt && (await waits(found.staffId)))
    throw new AppError('STATE_CONFLICT', { detail: NOT_YET })
  if (!found || found.staff.disabledAt) throw noLonger()
  return found.staff
}

const NOT_YET = '账号正在等待另一位安全管理员确认，确认以后再打开这个链接'

async function waits(staffId: string): Promise<boolean> {
  const asked = { kind: 'ENABLE_STAFF', subjectId: staffId, state: 'WAITING' } as const
  return (await db().pendingAct.count({ where: { ...asked, lapsesAt: { gt: new Date() } } })) > 0
}

const noLonger = () =>
  new AppError('NOT_FOUND', { detail: '激活链接已经用过、过期或被新的链接取代，请向安全管理员索取新的链接' })
