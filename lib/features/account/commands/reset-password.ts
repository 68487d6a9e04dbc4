import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { db, transactAfter } from '@/lib/server/database/db'
import { hashPassword } from '@/lib/server/secrets/password'
import { findAccountByPhone } from '../queries'
import type { ResetPasswordInput } from '../schema'
import { checkCode, consumeCode } from './codes'
import { requireGoodPassword } from './new-password'
import { requireKnownOwner } from './quiet'
import { endAllSessions } from './session-tickets'

/**
 * POST /password-resets: sets a new password by a code (purpose RESET_PASSWORD). Ends every session of the account, the
 * lock after wrong passwords, and the WeChat link, so that an intruder cannot return by any of them.
 * @throws AppError INVALID for a bad password; those of `requireKnownOwner`; CODE_INVALID, also for an unregistered phone: no code was ever sent there
 */
export async function resetPassword(actor: PublicActor, input: ResetPasswordInput): Promise<void> {
  const proof = await checkCode(input.phone, 'RESET_PASSWORD', input.code)
  // Not before the code: the refusal would say whose name the phone's account has.
  const owner = await findAccountByPhone(db(), input.phone)
  if (owner) await requireKnownOwner(owner, proof, input.idTail)
  await requireGoodPassword(input.password, { name: owner?.name ?? '', phone: input.phone })
  const passwordHash = await hashPassword(input.password)
  await transactAfter(
    (tx) => consumeCode(tx, proof),
    async (tx) => {
      const account = await findAccountByPhone(tx, input.phone)
      if (!account) throw new AppError('CODE_INVALID')
      await tx.account.update({ where: { id: account.id }, data: { passwordHash, wechatIndex: null } })
      await tx.signInTries.deleteMany({ where: { accountId: account.id } })
      const endedSessions = await endAllSessions(tx, account.id)
      await tx.notice.create({ data: { accountId: account.id, kind: 'PASSWORD_CHANGED' } })
      await audit(tx, actor, {
        action: 'account.reset-password',
        subjectType: 'account',
        subjectId: account.id,
        details: { endedSessions, unlinkedWechat: account.wechatIndex !== null },
      })
    },
  )
}
