import { env } from '@/lib/server/env'
import { TIME_OF } from '../services'

/** What calls to WeChat are made as: the mini program, or an official account. */
export type WechatApp = { appId: string; appSecret: string; apiUrl: string; timeoutMs: number }

/** The mini program of the settings; null: none. */
export function miniProgram(): WechatApp | null {
  const { WECHAT_APP_ID, WECHAT_APP_SECRET } = env()
  return appOf(WECHAT_APP_ID, WECHAT_APP_SECRET)
}

/** The official account of the settings; null: none. */
export function officialAccount(): WechatApp | null {
  const { WECHAT_OA_APP_ID, WECHAT_OA_APP_SECRET } = env()
  return appOf(WECHAT_OA_APP_ID, WECHAT_OA_APP_SECRET)
}

function appOf(appId: string | undefined, appSecret: string | undefined): WechatApp | null {
  return appId && appSecret
    ? { appId, appSecret, apiUrl: env().WECHAT_API_URL, timeoutMs: TIME_OF.wechat }
    : null
}
