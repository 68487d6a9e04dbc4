import { AppError, fieldError } from '@/lib/core/app-error'
import { DAY_MS } from '@/lib/core/clock'
import { markUsed } from '@/lib/features/account/commands/quiet'
import { findAccountByPhone, phoneIndexOf } from '@/lib/features/account/queries'
import { phoneChangedMessage } from '@/lib/features/account/rules'
import type { Tx } from '@/lib/server/database/db'
import { smsDriver } from '@/lib/server/outside/sms/driver'
import { type QueuedMessage, queueMessage } from '@/lib/server/outside/sms/outbox'
import { openPhone } from '@/lib/server/secrets/personal'
import { encrypt } from '@/lib/server/secrets/secrets'

export function phoneTaken(path: string): AppError {
  const message =
    '该手机号是另一账号的手机号，一个手机号只能用于一个账号。请换一个手机号；两个账号是同一人的，先注销其中一个'
  return new AppError('PHONE_TAKEN', {
    detail: message,
    errors: [{ path, code: 'PHONE_TAKEN', message }],
  })
}

type Change = {
  id: string
  phone: string
  /** The field that a refusal names. */
  path: string
  /** The bureau whose officer compared the document; null: the owner did it. */
  bureauName: string | null
}

/**
 * Gives the account the phone, tells it, and queues a message to the phone that it had. The caller holds the account's row and
 * writes the audit row.
 * @returns the queued message; null where the provider sends none of this form
 * @throws AppError PHONE_TAKEN, decided by the unique index; INVALID for the phone that it has
 */
export async function setPhone(
  tx: Tx,
  { id, phone, path, bureauName }: Change,
): Promise<QueuedMessage | null> {
  const account = await tx.account.findFirst({ where: { id, registeredAt: { not: null }, closedAt: null } })
  if (!account) throw new AppError('NOT_FOUND')
  const phoneIndex = phoneIndexOf(phone)
  if (account.phoneIndex === phoneIndex) throw fieldError(path, '这就是本账号现在的手机号')
  if (await findAccountByPhone(tx, phone)) throw phoneTaken(path)
  await tx.account.update({
    where: { id },
    data: { phone: encrypt('account.phone', id, phone), phoneIndex },
  })
  await markUsed(tx, id)
  await tx.notice.create({ data: { accountId: id, kind: 'PHONE_CHANGED', reason: bureauName } })
  if (account.phone === null || !smsDriver().sends('PHONE_CHANGED')) return null
  const message = phoneChangedMessage(openPhone(account), phone, bureauName !== null)
  return queueMessage(tx, message, new Date(Date.now() + DAY_MS))
}
