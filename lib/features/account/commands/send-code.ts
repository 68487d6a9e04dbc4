import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { secondsUntil } from '@/lib/core/lock-out'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { deliverNow, ensureOutbox, type QueuedMessage, queueMessage } from '@/lib/server/outside/sms/outbox'
import { findAccountByPhone, phoneIndexOf } from '../queries'
import { CODE_SECONDS, CODES_A_DAY, codeMessage, RESEND_SECONDS } from '../rules'
import type { CodePurpose, SendCodeInput } from '../schema'
import { codeHash } from './codes'

/**
 * POST /verification-codes: a new code replaces the phone's earlier one of that purpose. Response and statements are the
 * same whether or not the phone is registered; only the sending of a message differs.
 * @returns seconds until the code expires, and until another may be requested
 * @throws AppError RATE_LIMITED within a minute of the last one, and after ten in a day
 */
export async function sendCode(actor: PublicActor, { phone, purpose }: SendCodeInput) {
  const phoneIndex = phoneIndexOf(phone)
  const registered = (await findAccountByPhone(db(), phone)) !== null
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const text = codeMessage(purpose, code, registered)
  const message = text === null ? null : { to: phone, purpose, code, text }
  await ensureOutbox()
  let queued: QueuedMessage | undefined
  const answer = await transact(async (tx) => {
    const staleAt = await replaceCode(tx, phoneIndex, purpose, codeHash(phone, purpose, code))
    await countOfDay(tx, phoneIndex, purpose)
    queued = await queueMessage(tx, message, staleAt)
    const subject = { subjectType: 'verification-code', subjectId: phoneIndex }
    await audit(tx, actor, { action: 'code.send', ...subject, details: { purpose } })
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
    detail: '验证码已发送，请稍后再获取',
    retryAfterSeconds: secondsUntil(again, sentAt),
  })
}

const countRow = z.object({ points: z.int() })

/** Counts in the limiter's table, in this transaction: a code that was not sent is not counted. */
async function countOfDay(tx: Tx, phoneIndex: string, purpose: CodePurpose): Promise<void> {
  const day = chinaDay(new Date())
  const endOfDay = new Date(Date.parse(`${day}T24:00:00.000+08:00`))
  const [row] = await rowsOf(tx, countRow)`
    INSERT INTO rate_limit AS r (key, points, expire)
    VALUES (${`codes-of-day:${day}:${purpose}:${phoneIndex}`}, 1, ${endOfDay.getTime()})
    ON CONFLICT (key) DO UPDATE SET points = r.points + 1
    RETURNING points`
  if (row && row.points > CODES_A_DAY) {
    throw new AppError('RATE_LIMITED', {
      detail: '今天获取验证码的次数已达上限，请明天再试',
      retryAfterSeconds: secondsUntil(endOfDay),
    })
  }
}
