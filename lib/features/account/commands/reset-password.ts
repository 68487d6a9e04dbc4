import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit'
import { transact } from '@/lib/server/db'
import { hashPassword } from '@/lib/server/password'
import { findAccountByPhone } from '../queries'
import type { ResetPasswordInput } from '../schema'
import { checkCode, consumeCode } from './codes'

/**
 * POST /password-resets: a new password by a code (purpose RESET_PASSWORD). Ends every session of the account and the
 * lock that wrong passwords brought.
 * @throws AppError CODE_INVALID, also for a phone that nobody registered: no code was ever sent there
 */
export async function resetPassword(actor: PublicActor, input: ResetPasswordInput): Promise<void> {
  const proof = await checkCode(input.phone, 'RESET_PASSWORD', input.code)
  const passwordHash = await hashPassword(input.password)
  await transact(async (tx) => {
    await consumeCode(tx, proof)
    const account = await findAccountByPhone(tx, input.phone)
    if (!account) throw new AppError('CODE_INVALID')
    const data = { passwordHash, failedAttempts: 0, lockedUntil: null }
    await tx.account.update({ where: { id: account.id }, data })
    const { count } = await tx.accountSession.updateMany({
      where: { accountId: account.id, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    await audit(tx, actor, {
      action: 'account.reset-password',
      subjectType: 'account',
      subjectId: account.id,
      details: { endedSessions: count },
    })
  })
}
