import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { AppError, fieldError } from '@/lib/core/app-error'
import { officialAccount, type WechatApp } from './app'
import { callWechat } from './call'
import { LentValues } from './single-flight'

const tickets = new LentValues()
const answer = z.object({ ticket: z.string().min(1), expires_in: z.number() })

export type JsapiSignature = { appId: string; timestamp: number; nonceStr: string; signature: string }

/**
 * What a page gives to `wx.config`: SHA-1 over ticket, nonce, time and address, in the order of their names (JS-SDK, 附录 1).
 * @param url of the page, without its fragment
 * @throws AppError INVALID without an official account; UNAVAILABLE when WeChat gives no ticket
 */
export async function signForJsapi(
  url: string,
  app: WechatApp | null = officialAccount(),
): Promise<JsapiSignature> {
  if (!app) throw fieldError('url', '没有配置公众号，请用微信自己的扫一扫', 'WECHAT_NOT_CONFIGURED')
  const ticket = await ticketOf(app)
  const nonceStr = randomBytes(12).toString('base64url')
  const timestamp = Math.floor(Date.now() / 1000)
  return {
    appId: app.appId,
    timestamp,
    nonceStr,
    signature: signatureOf({ ticket, nonceStr, timestamp, url }),
  }
}

type Signed = { ticket: string; nonceStr: string; timestamp: number; url: string }

export function signatureOf({ ticket, nonceStr, timestamp, url }: Signed): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  return createHash('sha1').update(text).digest('hex')
}

async function ticketOf(app: WechatApp): Promise<string> {
  try {
    return await tickets.get(app.appId, async () => {
      const call = { path: '/cgi-bin/ticket/getticket', query: { type: 'jsapi' }, answer }
      const { ticket, expires_in } = await callWechat(app, call)
      return { value: ticket, seconds: expires_in }
    })
  } catch (cause) {
    const detail = '微信暂时没有应答，请稍后再试，或用微信自己的扫一扫'
    throw new AppError('UNAVAILABLE', { detail, retryAfterSeconds: 5, cause })
  }
}
