import { fieldError } from '@/lib/core/app-error'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { OWNER_MESSAGE_KINDS, OWNER_MESSAGES } from '@/lib/features/setting/schema/owner-messages'
import { db } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { miniProgram } from '@/lib/server/outside/wechat/app'
import { type JsapiSignature, signForJsapi } from '@/lib/server/outside/wechat/jsapi'
import type { WechatTemplate } from './schema'

/**
 * POST /wechat/jsapi-signatures.
 * @throws AppError INVALID for an address of elsewhere, and as `signForJsapi`
 */
export async function signPage(url: string): Promise<JsapiSignature> {
  if (new URL(url).origin !== new URL(env().PUBLIC_URL).origin)
    throw fieldError('url', '只能签本系统页面的地址', 'FOREIGN_ADDRESS')
  return signForJsapi(url.split('#', 1)[0] ?? url)
}

/** GET /wechat/subscription-templates: the kinds that the rule sends by WeChat; none without a mini program. */
export async function listTemplates(): Promise<{ data: WechatTemplate[] }> {
  if (!miniProgram()) return { data: [] }
  const rule = await findSetting(db(), 'owner-messages', null)
  const data = OWNER_MESSAGE_KINDS.flatMap((kind) => {
    const { on, wechatTemplate: templateId } = rule[kind]
    return on && templateId !== '' ? [{ kind, templateId, label: OWNER_MESSAGES[kind].label }] : []
  })
  return { data }
}
