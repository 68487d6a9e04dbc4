import { z } from 'zod'
import { AppError, fieldError } from '@/lib/core/app-error'
import { askOutside } from '../ask-outside'
import { miniProgram, type WechatApp } from './app'

/** code2session reports errors in the body of a 200. Other fields, above all session_key, are not read. */
const answerSchema = z.object({
  openid: z.string().min(1).max(128).optional(),
  errcode: z.number().optional(),
})

/** 40029: invalid or older than five minutes; 40163: already used; 41008: missing. */
const WRONG_CODES = new Set([40029, 40163, 41008])
/** 45011: more than a hundred calls of a user in a minute. 40226: a user blocked by WeChat as high-risk. */
const TOO_OFTEN = 45011
const BLOCKED_USER = 40226

/**
 * Identifies a WeChat user by the code from `wx.login`. An external request: never call it inside a transaction.
 * @param code from `wx.login`, valid once within five minutes
 * @returns the openid: permanent for this person in our mini program
 * @throws AppError INVALID (422) when no mini program is configured; INVALID_CREDENTIALS for a code that WeChat rejects;
 * RATE_LIMITED; UNAVAILABLE when WeChat does not answer within three seconds or answers unexpectedly
 */
export async function wechatOpenid(code: string, settings = miniProgram()): Promise<string> {
  if (!settings) throw fieldError('wechatCode', '微信登录尚未开通，请使用手机号登录', 'WECHAT_NOT_CONFIGURED')
  const { openid, errcode } = await ask(code, settings)
  if (openid && !errcode) return openid
  if (errcode !== undefined && WRONG_CODES.has(errcode)) {
    throw refused('WECHAT_CODE_INVALID', '微信登录凭证无效或已过期，请重试')
  }
  if (errcode === BLOCKED_USER) throw refused('WECHAT_USER_BLOCKED', '微信限制了该用户登录，请使用手机号登录')
  if (errcode === TOO_OFTEN) throw new AppError('RATE_LIMITED', { retryAfterSeconds: 60 })
  throw unavailable(`code2session errcode ${errcode ?? 'none'}`)
}

/** The URL contains our secret: no error that quotes it leaves this function. */
async function ask(code: string, { appId, appSecret, apiUrl, timeoutMs }: WechatApp) {
  const url = new URL('/sns/jscode2session', apiUrl)
  const query = { appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' }
  url.search = new URLSearchParams(query).toString()
  try {
    return await askOutside('wechat', { timeoutMs }, async (signal) => {
      const response = await fetch(url, { signal, redirect: 'error' })
      return answerSchema.parse(await response.json())
    })
  } catch (error) {
    throw unavailable(error instanceof Error ? error.name : 'unknown')
  }
}

function refused(code: string, message: string): AppError {
  return new AppError('INVALID_CREDENTIALS', {
    detail: message,
    errors: [{ path: 'wechatCode', code, message }],
  })
}

function unavailable(why: string): AppError {
  return new AppError('UNAVAILABLE', {
    detail: '微信暂时没有应答，请稍后再试，或使用手机号登录',
    retryAfterSeconds: 5,
    cause: new Error(`WeChat: ${why}`),
  })
}
