import { AppError, fieldError } from '@/lib/core/app-error'
import { db } from '@/lib/server/database/db'
import { hasPassword, verifyPassword } from '@/lib/server/secrets/password'
import { forgetTries } from '@/lib/server/session/count-tries'
import { countOwnPassword, refuseSignIn } from './sign-in-lock'

type Row = { id: string; phoneIndex: string | null; passwordHash: string | null }

/**
 * The password of whoever is signed in, asked for again before what is grave. Wrong ones count for this owner alone
 * (docs/decisions/0063).
 * @param path the field that a refusal names
 * @throws AppError INVALID at `path`, in words that fit a signed-in owner; LOCKED after too many
 */
export async function requireOwnPassword(account: Row, password: string, path: string): Promise<void> {
  if (!hasPassword(account))
    throw fieldError(path, '还没有设置登录密码，请先在“我的账号—设置密码”里用短信验证码设置', 'NO_PASSWORD')
  const subject = { accountId: account.id, phoneIndex: account.phoneIndex ?? '' }
  const counted = await countOwnPassword(subject)
  if (await verifyPassword(account.passwordHash, password))
    return db().$transaction((tx) => forgetTries(tx, counted))
  await refuseSignIn(subject, counted).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'INVALID_CREDENTIALS') throw error
    // Not 401: the session is good, and a client would ask to sign in again.
    throw fieldError(path, '密码不正确', 'WRONG_PASSWORD')
  })
}
