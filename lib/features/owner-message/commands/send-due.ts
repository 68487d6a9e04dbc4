import { SYSTEM } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { countCodeOfDay } from '@/lib/features/account/commands/code-caps'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { filledText, type OwnerMessageRule } from '@/lib/features/setting/schema/owner-messages'
import { audit } from '@/lib/server/audit/audit'
import { db, inTransaction, transact } from '@/lib/server/database/db'
import { smsDriver } from '@/lib/server/outside/sms/driver'
import { NoSmsAnswer, type SmsMessage } from '@/lib/server/outside/sms/message'
import { findMessage, type MessageFacts } from '../queries/message-facts'
import { BROKEN_MS, isQuiet, MOST_ATTEMPTS, REST_MS, STALE_MS } from '../rules'
import type { DropReason } from '../schema'

/** It may have gone out, and is not sent again. */
const BROKEN_OFF = 'BROKEN_OFF'
/** Messages looked at in one run. */
const BATCH = 200

/**
 * Sends the text messages that wait, unless it is night. Several servers may run this at once: a guarded update lets one of
 * them have a message. Nothing is sent twice: one of which it is not known whether it went out is given up as such.
 * @returns how many the provider has taken
 */
export async function sendDueMessages(now = new Date()): Promise<number> {
  await giveUpBroken(now)
  const rule = await findSetting(db(), 'owner-messages', null)
  if (isQuiet(rule, now)) return 0
  const due = await db().ownerMessage.findMany({
    where: { state: 'WAITING', dueAt: { lte: now } },
    orderBy: { dueAt: 'asc' },
    take: BATCH,
    select: { noticeId: true, attempts: true, createdAt: true },
  })
  let sent = 0
  for (const message of due) if (await sendOne(message, rule, now)) sent += 1
  return sent
}

type Due = { noticeId: string; attempts: number; createdAt: Date }

async function sendOne(due: Due, rule: OwnerMessageRule, now: Date): Promise<boolean> {
  const { noticeId, attempts, createdAt } = due
  const { count } = await db().ownerMessage.updateMany({
    where: { noticeId, state: 'WAITING', attempts },
    data: { state: 'SENDING', attempts: attempts + 1, dueAt: now },
  })
  if (count !== 1) return false
  const found = await findMessage(noticeId, now)
  const refusal = refusalOf(found, rule, now.getTime() - createdAt.getTime())
  if (refusal || !found?.facts || !found.phone) return end(noticeId, 'DROPPED', refusal ?? 'OVER', now)
  const { kind } = found.facts
  if (!(await withinCaps(found.phoneIndex ?? ''))) return end(noticeId, 'DROPPED', 'CAP', now, kind)
  try {
    await smsDriver().send(messageOf(found.phone, found.facts, rule))
  } catch (error) {
    if (error instanceof NoSmsAnswer) return end(noticeId, 'FAILED', BROKEN_OFF, now, kind)
    if (attempts + 1 < MOST_ATTEMPTS) return rest(noticeId, now)
    return end(
      noticeId,
      'FAILED',
      error instanceof Error ? error.message.slice(0, 200) : 'UNKNOWN',
      now,
      kind,
    )
  }
  await end(noticeId, 'SENT', null, now, kind)
  return true
}

type Found = Awaited<ReturnType<typeof findMessage>>

/** Why a message is not sent, or null. */
function refusalOf(found: Found, rule: OwnerMessageRule, ageMs: number): DropReason | null {
  if (!found?.facts) return 'OVER'
  if (!found.phone) return 'NO_PHONE'
  if (ageMs > STALE_MS) return 'STALE'
  const { on, providerTemplate } = rule[found.facts.kind]
  if (!on) return 'OFF'
  const template = found.facts.kind === 'COLLECT' ? 'REMINDER' : 'NOTICE'
  return providerTemplate !== '' || smsDriver().sends(template) ? null : 'NO_TEMPLATE'
}

function messageOf(to: string, { kind, values }: MessageFacts, rule: OwnerMessageRule): SmsMessage {
  const { text, providerTemplate } = rule[kind]
  const { number = '', office = '' } = values
  return {
    to,
    purpose: kind,
    code: '',
    template: kind === 'COLLECT' ? 'REMINDER' : 'NOTICE',
    // The environment's template of reminders knows these two alone.
    variables: kind === 'COLLECT' && providerTemplate === '' ? { number, office } : values,
    text: `【非道路移动机械登记】${filledText(text, values)}`,
    ...(providerTemplate === '' ? {} : { providerTemplate }),
  }
}

/** The caps of all messages of a day (docs/decisions/0053). */
async function withinCaps(phoneIndex: string): Promise<boolean> {
  try {
    await inTransaction((tx) => countCodeOfDay(tx, { phoneIndex, purpose: 'NOTICE', address: null }))
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return false
    throw error
  }
}

/** Refused by the provider: once more, later. */
async function rest(noticeId: string, now: Date): Promise<false> {
  await db().ownerMessage.updateMany({
    where: { noticeId, state: 'SENDING' },
    data: { state: 'WAITING', dueAt: new Date(now.getTime() + REST_MS) },
  })
  return false
}

async function end(
  noticeId: string,
  state: 'SENT' | 'FAILED' | 'DROPPED',
  why: string | null,
  now: Date,
  kind?: string,
): Promise<false> {
  await transact(async (tx) => {
    const { count } = await tx.ownerMessage.updateMany({
      where: { noticeId, state: 'SENDING' },
      data: { state, why, endedAt: now },
    })
    if (count !== 1) return
    await audit(tx, SYSTEM, {
      action: 'notice.message',
      subjectType: 'notice',
      subjectId: noticeId,
      details: {
        messageState: state,
        ...(kind ? { messageKind: kind } : {}),
        ...(why ? { failure: why } : {}),
      },
    })
  })
  return false
}

async function giveUpBroken(now: Date): Promise<void> {
  const broken = await db().ownerMessage.findMany({
    where: { state: 'SENDING', dueAt: { lt: new Date(now.getTime() - BROKEN_MS) } },
    take: BATCH,
    select: { noticeId: true },
  })
  for (const { noticeId } of broken) await end(noticeId, 'FAILED', BROKEN_OFF, now)
}
