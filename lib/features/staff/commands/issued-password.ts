import { AppError } from '@/lib/core/app-error'
import { findSetting } from '@/lib/features/setting/queries/settings'
import type { Tx } from '@/lib/server/database/db'

/** Until when a password that is issued at this moment signs in, by the rule of the bureau's division. */
export async function issuedUntil(
  reader: Pick<Tx, 'setting'>,
  divisionCode: string,
  issuedAt = new Date(),
): Promise<Date> {
  const { issuedPasswordHours } = await findSetting(reader, 'staff-sign-in', divisionCode)
  return new Date(issuedAt.getTime() + issuedPasswordHours * 3_600_000)
}

/** Said to who knows the password only. */
export const issuedExpired = () =>
  new AppError('INVALID_CREDENTIALS', {
    detail:
      '发放的密码已超过有效期，不能再登录。请向安全管理员索取新的密码；没有其他安全管理员时，请服务器管理员重置（npm run staff:reset）',
  })
