import type { AccountActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { checkCode, consumeCode } from '@/lib/features/account/commands/codes'
import { endAllSessions } from '@/lib/features/account/commands/session-tickets'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { audit } from '@/lib/server/audit/audit'
import { db, transactAfter, uniqueViolation } from '@/lib/server/database/db'
import { deliverNow, ensureOutbox, type QueuedMessage } from '@/lib/server/outside/sms/outbox'
import type { ChangeOwnPhone } from '../schema'
import { phoneTaken, setPhone } from './set-phone'

/**
 * POST /me/phone: by a code on the phone that the account has and one on the phone that it gets. Every other session ends;
 * password and WeChat stay, since the owner has just shown both phones.
 * @throws AppError INVALID at `phone` when it is not the account's; CODE_INVALID naming the field; PHONE_TAKEN at `newPhone`
 */
export async function changeOwnPhone(actor: AccountActor, input: ChangeOwnPhone): Promise<void> {
  const { phoneIndex } = await db().account.findUniqueOrThrow({ where: { id: actor.id } })
  if (phoneIndexOf(input.phone) !== phoneIndex)
    throw fieldError('phone', '请填写本账号现在的手机号', 'NOT_OWN_PHONE')
  const old = await checkCode(input.phone, 'CHANGE_PHONE', input.code)
  const next = await checkCode(input.newPhone, 'NEW_PHONE', input.newCode, undefined, 'newCode')
  await ensureOutbox()
  try {
    let queued: QueuedMessage | null = null
    await transactAfter(
      async (tx) => {
        await consumeCode(tx, old)
        await consumeCode(tx, next)
      },
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM account WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
        const account = await tx.account.findUniqueOrThrow({ where: { id: actor.id } })
        if (account.phoneIndex !== old.phoneIndex)
          throw fieldError('phone', '请填写本账号现在的手机号', 'NOT_OWN_PHONE')
        queued = await setPhone(tx, {
          id: actor.id,
          phone: input.newPhone,
          path: 'newPhone',
          bureauName: null,
        })
        const endedSessions = await endAllSessions(tx, actor.id, actor.sessionId)
        await audit(tx, actor, {
          action: 'account.change-phone',
          subjectType: 'account',
          subjectId: actor.id,
          details: { by: 'codes', endedSessions },
        })
      },
    )
    if (queued) await deliverNow(queued)
  } catch (error) {
    if (uniqueViolation(error)?.includes('phoneIndex')) throw phoneTaken('newPhone')
    throw error
  }
}
