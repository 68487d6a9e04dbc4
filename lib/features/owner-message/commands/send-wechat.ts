import { z } from 'zod'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { type OwnerMessageRule, wechatData } from '@/lib/features/setting/schema/owner-messages'
import { db, inTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { miniProgram, type WechatApp } from '@/lib/server/outside/wechat/app'
import { NoWechatAnswer, WechatRefusal } from '@/lib/server/outside/wechat/failure'
import { sendSubscribeMessage } from '@/lib/server/outside/wechat/message'
import { decrypt } from '@/lib/server/secrets/secrets'
import { findMessage } from '../queries/message-facts'
import { BROKEN_MS, isQuiet, MOST_ATTEMPTS, REST_MS, STALE_MS } from '../rules'
import type { DropReason } from '../schema'
import { endWechat } from './end-wechat'

/** It may have gone out, and is not sent again. */
const BROKEN_OFF = 'BROKEN_OFF'
const BATCH = 200
/** The first native page, which leads on to what the notice is about. */
const PAGE = 'pages/index/index'
/** 43101: the person has no consent left, whatever is counted here. */
const NO_CONSENT = 43101
/** -1: busy; 45009, 45011: too many for now. */
const LATER = new Set([-1, 45009, 45011])

/**
 * Sends the subscription messages that wait (docs/decisions/0076), by the rule and the quiet hours of text messages. Each takes one
 * consent, in the transaction that claims the message: however often it is tried, the count goes down once.
 * @returns how many WeChat has taken
 */
export async function sendDueWechat(now = new Date(), app = miniProgram()): Promise<number> {
  await giveUpBroken(now)
  const rule = await findSetting(db(), 'owner-messages', null)
  if (isQuiet(rule, now)) return 0
  const due = await db().wechatMessage.findMany({
    where: { state: 'WAITING', dueAt: { lte: now } },
    orderBy: { dueAt: 'asc' },
    take: BATCH,
    select: { noticeId: true, attempts: true, createdAt: true },
  })
  let sent = 0
  for (const message of due) if (await sendOne(message, { rule, now, app })) sent += 1
  return sent
}

type Due = { noticeId: string; attempts: number; createdAt: Date }
type Run = { rule: OwnerMessageRule; now: Date; app: WechatApp | null }

async function sendOne({ noticeId, attempts, createdAt }: Due, { rule, now, app }: Run): Promise<boolean> {
  const found = await findMessage(noticeId, now)
  const drop = (why: DropReason) => endWechat(noticeId, { state: 'DROPPED', why, now, from: 'WAITING' })
  if (!found?.facts) return drop('OVER')
  if (now.getTime() - createdAt.getTime() > STALE_MS) return drop('STALE')
  const { kind, values } = found.facts
  const { on, wechatTemplate, wechatLines } = rule[kind]
  if (!app || !on || wechatTemplate === '') return drop('OFF')
  const of = { accountId: found.accountId, templateId: wechatTemplate }
  const taken = await inTransaction((tx) => claim(tx, noticeId, attempts, of, now))
  if (taken === 'GONE') return false
  if (taken === 'NO_CONSENT') return drop('NO_CONSENT')
  try {
    const openid = decrypt('wechat_consent.openid', taken.id, taken.openid)
    const data = wechatData(wechatLines, values)
    await sendSubscribeMessage(app, { openid, templateId: wechatTemplate, page: PAGE, data })
  } catch (error) {
    if (error instanceof NoWechatAnswer)
      return endWechat(noticeId, { state: 'FAILED', why: BROKEN_OFF, now, kind })
    if (!(error instanceof WechatRefusal)) throw error
    if (error.errcode === NO_CONSENT)
      return endWechat(noticeId, { state: 'DROPPED', why: 'NO_CONSENT', now, kind, emptied: taken.id })
    if (LATER.has(error.errcode) && attempts + 1 < MOST_ATTEMPTS) return rest(noticeId, now)
    const why = `errcode ${error.errcode}`
    return endWechat(noticeId, { state: 'FAILED', why, now, kind, givenBack: taken.id })
  }
  await endWechat(noticeId, { state: 'SENT', why: null, now, kind })
  return true
}

const consent = z.object({ id: z.uuid(), openid: z.string() })

/** The message is this server's, and one consent is taken for it unless an earlier try has taken it. */
async function claim(
  tx: Tx,
  noticeId: string,
  attempts: number,
  { accountId, templateId }: { accountId: string; templateId: string },
  now: Date,
): Promise<z.output<typeof consent> | 'GONE' | 'NO_CONSENT'> {
  const { count } = await tx.wechatMessage.updateMany({
    where: { noticeId, state: 'WAITING', attempts },
    data: { state: 'SENDING', attempts: attempts + 1, dueAt: now },
  })
  if (count !== 1) return 'GONE'
  const { consentId } = await tx.wechatMessage.findUniqueOrThrow({ where: { noticeId } })
  const earlier =
    consentId && (await tx.wechatConsent.findFirst({ where: { id: consentId, accountId, templateId } }))
  if (earlier) return earlier
  const [taken] = await rowsOf(tx, consent)`
    UPDATE wechat_consent SET "sendsLeft" = "sendsLeft" - 1
    WHERE "accountId" = ${accountId}::uuid AND "templateId" = ${templateId} AND "sendsLeft" > 0
    RETURNING id, openid`
  await tx.wechatMessage.update({
    where: { noticeId },
    data: taken ? { consentId: taken.id } : { state: 'WAITING' },
  })
  return taken ?? 'NO_CONSENT'
}

/** Refused for now: once more, later, with the consent it has. */
async function rest(noticeId: string, now: Date): Promise<false> {
  await db().wechatMessage.updateMany({
    where: { noticeId, state: 'SENDING' },
    data: { state: 'WAITING', dueAt: new Date(now.getTime() + REST_MS) },
  })
  return false
}

async function giveUpBroken(now: Date): Promise<void> {
  const broken = await db().wechatMessage.findMany({
    where: { state: 'SENDING', dueAt: { lt: new Date(now.getTime() - BROKEN_MS) } },
    take: BATCH,
    select: { noticeId: true },
  })
  for (const { noticeId } of broken) await endWechat(noticeId, { state: 'FAILED', why: BROKEN_OFF, now })
}
