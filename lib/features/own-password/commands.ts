import type { AccountActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { DAY_MS } from '@/lib/core/clock'
import { countCodeOfDay } from '@/lib/features/account/commands/code-caps'
import { type CodeProof, checkCode, consumeCode } from '@/lib/features/account/commands/codes'
import { requireGoodPassword } from '@/lib/features/account/commands/new-password'
import { requireOwnPassword } from '@/lib/features/account/commands/own-password'
import { endAllSessions } from '@/lib/features/account/commands/session-tickets'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { passwordChangedMessage } from '@/lib/features/account/rules'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact, transactAfter } from '@/lib/server/database/db'
import { smsDriver } from '@/lib/server/outside/sms/driver'
import { deliverNow, ensureOutbox, type QueuedMessage, queueMessage } from '@/lib/server/outside/sms/outbox'
import { hashPassword, hasPassword } from '@/lib/server/secrets/password'
import { openPhone } from '@/lib/server/secrets/personal'
import type { ChangeOwnPassword } from './schema'

type Row = {
  id: string
  name: string
  phone: string | null
  phoneIndex: string | null
  passwordHash: string | null
}

/**
 * POST /me/password: by the password so far, or by a code on the account's phone. Whoever acts for a unit has an own password,
 * not the unit's. Every other session and ticket ends, and locks after wrong passwords; the WeChat link ends where a password is
 * replaced, since whoever knew it could have linked a WeChat of his own. A change by password is told to the phone, too: a
 * code has come there already.
 * @throws AppError INVALID at `currentPassword`, counted, at `phone` when it is not the account's, at `password`; LOCKED;
 *   CODE_INVALID; STATE_CONFLICT when the password has changed meanwhile
 */
export async function changeOwnPassword(actor: AccountActor, input: ChangeOwnPassword): Promise<void> {
  const account = await db().account.findUniqueOrThrow({ where: { id: actor.person?.id ?? actor.id } })
  const proof = await shownBy(account, input)
  const phone = account.phone === null ? '' : openPhone(account)
  await requireGoodPassword(input.password, { name: account.name, phone })
  const passwordHash = await hashPassword(input.password)
  await ensureOutbox()
  let queued: QueuedMessage | null = null
  const change = async (tx: Tx) => {
    const hadPassword = hasPassword(account)
    const { wechatIndex } = await tx.account.findUniqueOrThrow({ where: { id: account.id } })
    // Guarded: of two changes at once, the one that was judged by a password that is gone changes nothing.
    const { count } = await tx.account.updateMany({
      where: { id: account.id, passwordHash: account.passwordHash, closedAt: null },
      data: { passwordHash, ...(hadPassword ? { wechatIndex: null } : {}) },
    })
    if (count !== 1)
      throw new AppError('STATE_CONFLICT', { detail: '密码刚刚已在别处更改，请用新密码重新登录' })
    await tx.signInTries.deleteMany({ where: { accountId: account.id } })
    const endedSessions = await endAllSessions(tx, account.id, actor.sessionId)
    await tx.notice.create({ data: { accountId: account.id, kind: 'PASSWORD_CHANGED' } })
    await audit(tx, actor, {
      action: 'account.change-password',
      subjectType: 'account',
      subjectId: account.id,
      details: {
        by: proof ? 'code' : 'password',
        endedSessions,
        unlinkedWechat: hadPassword && wechatIndex !== null,
      },
    })
    if (!proof) queued = await tellPhone(tx, account, phone)
  }
  if (proof) await transactAfter((tx) => consumeCode(tx, proof), change)
  else await transact(change)
  if (queued) await deliverNow(queued)
}

/** @returns proof of the code, still unused; null: by the password so far */
async function shownBy(account: Row, input: ChangeOwnPassword): Promise<CodeProof | null> {
  const { currentPassword, phone = '', code = '', password } = input
  if (currentPassword === undefined) {
    if (phoneIndexOf(phone) !== account.phoneIndex)
      throw fieldError('phone', '请填写本账号现在的手机号', 'NOT_OWN_PHONE')
    return checkCode(phone, 'RESET_PASSWORD', code)
  }
  await requireOwnPassword(account, currentPassword, 'currentPassword')
  if (password === currentPassword) throw fieldError('password', '新密码与当前密码相同，请换一个')
  return null
}

/** @returns the queued message; null where the provider sends none of this form, or the phone had those of today */
async function tellPhone(tx: Tx, { phoneIndex }: Row, phone: string): Promise<QueuedMessage | null> {
  if (phoneIndex === null || !smsDriver().sends('PASSWORD_CHANGED')) return null
  try {
    await countCodeOfDay(tx, { phoneIndex, purpose: 'NOTICE', address: null })
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return null
    throw error
  }
  return queueMessage(tx, passwordChangedMessage(phone), new Date(Date.now() + DAY_MS))
}
