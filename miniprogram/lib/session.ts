import { BASE } from '../config'
import { entranceUrl } from './address'
import { type Answer, call, hasFault, sentenceOf, textOf } from './api'
import { solveHumanCheck } from './human-check'
import { loginCode } from './login-code'

/**
 * The native side is signed in only for as long as it takes to get a ticket for the web-view. No token is kept, not in
 * memory and not by `wx.setStorage`: whoever is linked is known to `wx.login` at each start, so there is nothing to keep.
 */
export type Entry =
  | { kind: 'open'; url: string }
  | { kind: 'unlinked' }
  /** The account was quiet for long: the last four characters of its document are asked for as well. */
  | { kind: 'document'; sentence: string }
  | { kind: 'refused'; sentence: string }

/** Signs in by WeChat. @throws Error with a sentence when nobody answered */
export async function enterByWechat(next: string): Promise<Entry> {
  const opened = await call({ method: 'POST', path: '/sessions', body: { wechatCode: await loginCode() } })
  if (hasFault(opened, 'WECHAT_NOT_LINKED')) return { kind: 'unlinked' }
  // A server without WeChat: the web pages sign in by phone.
  if (hasFault(opened, 'WECHAT_NOT_CONFIGURED')) return { kind: 'open', url: BASE + next }
  return handOver(opened, next)
}

/** Signs in by phone and code, and links this person's WeChat to the account, in one call. */
export async function enterByPhone(
  { phone, code, idTail }: { phone: string; code: string; idTail: string },
  next: string,
): Promise<Entry> {
  const body = { phone, code, wechatCode: await loginCode(), ...(idTail ? { idTail } : {}) }
  const opened = await call({ method: 'POST', path: '/sessions', body })
  if (textOf(opened, 'code') === 'DOCUMENT_REQUIRED')
    return { kind: 'document', sentence: sentenceOf(opened) }
  return handOver(opened, next)
}

/**
 * Signs in by the phone that WeChat has of this person, with the last four of the document, and links WeChat. The code is used up by
 * the try, so a wrong document needs another tap.
 * @param phoneCode of a button getPhoneNumber or getRealtimePhoneNumber
 */
export async function enterByWechatPhone(
  { phoneCode, idTail }: { phoneCode: string; idTail: string },
  next: string,
): Promise<Entry> {
  const body = { wechatPhoneCode: phoneCode, wechatCode: await loginCode(), idTail }
  return handOver(await call({ method: 'POST', path: '/sessions', body }), next)
}

/**
 * Asks for a code; where the registry asks for a human check, this phone does it.
 * @param onSentence what is to be said meanwhile
 * @returns seconds until another may be asked for
 */
export async function sendCode(
  phone: string,
  onSentence: (sentence: string) => void,
): Promise<{ wait: number; sentence: string }> {
  const body = { phone, purpose: 'LOGIN' }
  const ask = (humanCheck?: string) =>
    call({ method: 'POST', path: '/verification-codes', body: humanCheck ? { ...body, humanCheck } : body })
  let sent = await ask()
  if (textOf(sent, 'code') === 'HUMAN_CHECK_REQUIRED') {
    onSentence('今天获取验证码的次数较多，手机正在自动验证，只需几秒，您不用做什么…')
    const check = await call({ method: 'POST', path: '/human-checks', body })
    if (check.status !== 201) return { wait: 0, sentence: sentenceOf(check) }
    const answer = await solveHumanCheck(
      {
        salt: textOf(check, 'salt'),
        challenge: textOf(check, 'challenge'),
        numbers: Number(check.body.numbers),
        signature: textOf(check, 'signature'),
      },
      () => undefined,
    )
    if (answer === null) return { wait: 0, sentence: '自动验证没有完成，请再获取一次验证码' }
    sent = await ask(answer)
  }
  if (sent.status !== 202) return { wait: 0, sentence: sentenceOf(sent) }
  const { resendAfterSeconds } = sent.body
  const wait = typeof resendAfterSeconds === 'number' ? resendAfterSeconds : 60
  return { wait, sentence: '如果该手机号已注册，验证码会在一分钟内送达' }
}

/** Gives the session to the web-view by a ticket, and ends it here. */
async function handOver(opened: Answer, next: string): Promise<Entry> {
  const token = textOf(opened, 'accessToken')
  if (opened.status !== 201 || !token) return { kind: 'refused', sentence: sentenceOf(opened) }
  const issued = await call({ method: 'POST', path: '/sessions/tickets', token })
  const ticket = textOf(issued, 'ticket')
  if (!ticket) return { kind: 'refused', sentence: sentenceOf(issued) }
  // The ticket lives on without it. Should this fail, the session ends by itself, its tokens known to nobody.
  call({ method: 'DELETE', path: '/sessions', token }).catch(() => undefined)
  return { kind: 'open', url: entranceUrl(BASE, ticket, next) }
}
