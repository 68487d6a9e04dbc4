import { randomInt } from 'node:crypto'
import type { AccountActor, Actor, PublicActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { secondsUntil } from '@/lib/core/lock-out'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { smsDriver } from '@/lib/server/outside/sms/driver'
import { deliverNow, ensureOutbox, type QueuedMessage, queueMessage } from '@/lib/server/outside/sms/outbox'
import { findAccountByPhone, phoneIndexOf } from '../queries'
import {
  CODE_SECONDS,
  codeMessage,
  isOfOperation,
  newPhoneTakenMessage,
  type OperationWords,
  operationMessage,
  RESEND_SECONDS,
} from '../rules'
import type { CodePurpose, OperationPurpose, SendCodeInput } from '../schema'
import { countCodeOfDay } from './code-caps'
import { codeHash } from './codes'
import { requireHuman } from './human-check'

/**
 * POST /verification-codes: a new code replaces the phone's earlier one of that purpose. Response and statements are the
 * same whether or not the phone is registered; only the sending of a message differs.
 * @param address of the caller, for the limit of its day
 * @returns seconds until the code expires, and until another may be requested
 * @throws AppError RATE_LIMITED within a minute of the last one, and after those of a day; HUMAN_CHECK_REQUIRED after
 *   suspicious use; INVALID for a consent or a transfer where the setting demands their own requests
 */
export async function sendCode(
  actor: PublicActor | StaffActor,
  { phone, purpose, humanCheck }: SendCodeInput,
  address: string,
) {
  if (isOfOperation(purpose)) await requireUnboundAllowed()
  const registered = (await findAccountByPhone(db(), phone)) !== null
  const code = newCode()
  const hash = codeHash(phone, purpose, code)
  const message = messageOf(phone, purpose, code, registered)
  return send(actor, { phone, purpose, hash, address, humanCheck }, message)
}

function messageOf(to: string, purpose: CodePurpose, code: string, registered: boolean) {
  if (purpose === 'NEW_PHONE' && registered && smsDriver().sends('TAKEN')) return newPhoneTakenMessage(to)
  const text = codeMessage(purpose, code, registered)
  return text === null ? null : { to, purpose, code, template: 'CODE' as const, variables: { code }, text }
}

type OperationCode = {
  phone: string
  purpose: OperationPurpose
  /** What the code is for, in full; it is valid for nothing else. */
  operation: string
  /** Null where nobody is to be asked: the answer and the work are the same. */
  words: OperationWords | null
  address: string
  humanCheck?: string | undefined
}

/**
 * A code of one operation, whose message names the machine and the other party.
 * @throws AppError RATE_LIMITED and HUMAN_CHECK_REQUIRED as above; UNAVAILABLE when the provider has no template for such messages
 */
export async function sendOperationCode(
  actor: AccountActor,
  { phone, purpose, operation, words, address, humanCheck }: OperationCode,
) {
  const code = newCode()
  const message = operationMessage(phone, purpose, code, words ?? { machine: '', party: '' })
  if (!smsDriver().sends(message.template))
    throw new AppError('UNAVAILABLE', { detail: '短信平台没有配置这类验证码的模板，请联系登记单位' })
  const hash = codeHash(phone, purpose, code, operation)
  return send(actor, { phone, purpose, hash, address, humanCheck }, words ? message : null)
}

const newCode = () => String(randomInt(0, 1_000_000)).padStart(6, '0')

async function requireUnboundAllowed(): Promise<void> {
  const { operationRequired } = await findSetting(db(), 'code-limits', null)
  if (!operationRequired) return
  const message = '请在登记或变更的页面获取这类验证码，短信会写明机械和对方'
  throw new AppError('INVALID', {
    detail: message,
    errors: [{ path: 'purpose', code: 'OPERATION_REQUIRED', message }],
  })
}

type Sent = {
  phone: string
  purpose: CodePurpose
  hash: string
  address: string
  humanCheck?: string | undefined
}

async function send(
  actor: Actor,
  { phone, purpose, hash, address, humanCheck }: Sent,
  message: Parameters<typeof queueMessage>[1],
) {
  const phoneIndex = phoneIndexOf(phone)
  await ensureOutbox()
  let queued: QueuedMessage | undefined
  const answer = await transact(async (tx) => {
    // After it, so that nobody does a sum only to hear that a minute has not passed.
    const staleAt = await replaceCode(tx, phoneIndex, purpose, hash)
    await requireHuman(tx, { phoneIndex, purpose, address, humanCheck })
    queued = await queueMessage(tx, message, staleAt)
    const subject = { subjectType: 'verification-code', subjectId: phoneIndex }
    await audit(tx, actor, { action: 'code.send', ...subject, details: { purpose } })
    await countCodeOfDay(tx, { phoneIndex, purpose, address })
    return { expiresInSeconds: CODE_SECONDS, resendAfterSeconds: RESEND_SECONDS }
  })
  if (queued) await deliverNow(queued)
  return answer
}

/** One statement decides which of several concurrent requests sends: the others find a code younger than a minute. */
async function replaceCode(tx: Tx, phoneIndex: string, purpose: CodePurpose, hash: string): Promise<Date> {
  const sentAt = new Date()
  const expiresAt = new Date(sentAt.getTime() + CODE_SECONDS * 1000)
  const sendableBefore = new Date(sentAt.getTime() - RESEND_SECONDS * 1000)
  const replaced = await tx.$executeRaw`
    INSERT INTO verification_code AS c ("phoneIndex", purpose, "codeHash", "sentAt", "expiresAt", attempts)
    VALUES (${phoneIndex}, ${purpose}::"CodePurpose", ${hash}, ${sentAt}, ${expiresAt}, 0)
    ON CONFLICT ("phoneIndex", purpose) DO UPDATE
    SET "codeHash" = ${hash}, "sentAt" = ${sentAt}, "expiresAt" = ${expiresAt}, attempts = 0, "consumedAt" = NULL
    WHERE c."sentAt" <= ${sendableBefore}`
  if (replaced === 1) return expiresAt
  const latest = await tx.verificationCode.findUniqueOrThrow({
    where: { phoneIndex_purpose: { phoneIndex, purpose } },
  })
  const again = new Date(latest.sentAt.getTime() + RESEND_SECONDS * 1000)
  throw new AppError('RATE_LIMITED', {
    detail: '刚刚获取过验证码，请稍后再获取',
    retryAfterSeconds: secondsUntil(again, sentAt),
  })
}
