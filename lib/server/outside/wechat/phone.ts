import { z } from 'zod'
import { AppError, fieldError } from '@/lib/core/app-error'
import { PHONE_PATTERN } from '@/lib/core/phone'
import { miniProgram, type WechatApp } from './app'
import { callWechat } from './call'
import { WechatRefusal } from './failure'

const answer = z.object({
  phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.coerce.string() }),
})

/** 40029: invalid, used or older than five minutes; 40013: of another mini program. */
const WRONG_CODES = new Set([40029, 40013])
/** 45011: too often; 45009: more than the mini program may ask for in a day. */
const TOO_OFTEN = new Set([45009, 45011])

/**
 * The phone that WeChat has on record of its user, by the code of a button `getPhoneNumber` or `getRealtimePhoneNumber`. It is what
 * WeChat says: with the first button the number was verified at some time, not now. An external request: never inside a transaction.
 * @param code good once, for five minutes
 * @returns a mobile number of mainland China
 * @throws AppError INVALID when no mini program is configured, or the number is of elsewhere; INVALID_CREDENTIALS for a code WeChat
 * rejects; RATE_LIMITED; UNAVAILABLE without an answer
 */
export async function wechatPhone(code: string, app: WechatApp | null = miniProgram()): Promise<string> {
  if (!app) throw fieldError('wechatPhoneCode', '微信登录尚未开通，请使用手机号登录', 'WECHAT_NOT_CONFIGURED')
  const { countryCode, purePhoneNumber } = await ask(app, code)
  if (countryCode !== '86' || !PHONE_PATTERN.test(purePhoneNumber))
    throw fieldError('wechatPhoneCode', '微信绑定的不是中国大陆手机号，请使用验证码登录', 'PHONE_FOREIGN')
  return purePhoneNumber
}

async function ask(app: WechatApp, code: string) {
  try {
    const path = '/wxa/business/getuserphonenumber'
    return (await callWechat(app, { path, body: { code }, answer })).phone_info
  } catch (error) {
    if (error instanceof WechatRefusal && WRONG_CODES.has(error.errcode)) {
      const message = '微信手机号凭证无效或已过期，请再点一次'
      throw new AppError('INVALID_CREDENTIALS', {
        detail: message,
        errors: [{ path: 'wechatPhoneCode', code: 'WECHAT_CODE_INVALID', message }],
      })
    }
    if (error instanceof WechatRefusal && TOO_OFTEN.has(error.errcode))
      throw new AppError('RATE_LIMITED', { retryAfterSeconds: 60, cause: error })
    throw new AppError('UNAVAILABLE', {
      detail: '微信暂时没有应答，请稍后再试，或使用验证码登录',
      retryAfterSeconds: 5,
      cause: error,
    })
  }
}
