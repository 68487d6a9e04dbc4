import { z } from 'zod'
import { wechatCodeInput } from '@/lib/core/credentials'
import { endpoint } from '@/lib/core/endpoint'
import { OWNER_MESSAGE_KINDS } from '@/lib/features/setting/schema/owner-messages'

/** What pages and the mini program need of the registry to work inside WeChat (docs/decisions/0076). */

export const jsapiEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/wechat/jsapi-signatures',
  summary:
    '微信网页（公众号 JS-SDK）的签名：页面用它调用 wx.config；只签本系统自己的地址。没有配置公众号时拒绝（WECHAT_NOT_CONFIGURED）',
  auth: 'public',
  limits: ['check'],
  status: 201,
  body: z.object({
    url: z
      .url('请填写页面的地址')
      .max(2000, '地址过长')
      .meta({ description: '当前页面的地址，不含 # 及其后面的部分' }),
  }),
  response: z.object({
    appId: z.string(),
    timestamp: z.number().int(),
    nonceStr: z.string(),
    signature: z.string(),
  }),
})

const template = z.object({
  kind: z.enum(OWNER_MESSAGE_KINDS),
  templateId: z.string(),
  label: z.string(),
})
export type WechatTemplate = z.output<typeof template>

export const templatesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/wechat/subscription-templates',
  summary:
    '可以订阅的微信消息：小程序的原生页面在用户点击后，用 templateId 调用 wx.requestSubscribeMessage；没有开通时为空',
  auth: 'public',
  limits: ['check'],
  response: z.object({ data: z.array(template) }),
})

export const subscribeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/wechat/subscriptions',
  summary:
    '用户在微信里同意（accept）后，记下可以再发一条：一次同意只发一条；记在该微信关联的账号上，没有关联时拒绝（WECHAT_NOT_LINKED）',
  auth: 'public',
  limits: ['signIn'],
  status: 201,
  body: z.object({
    wechatCode: wechatCodeInput,
    templateId: z.string('请提供 templateId').min(1, '请提供 templateId').max(64, 'templateId 过长'),
  }),
  response: z.object({
    left: z.number().int().meta({ description: '现在还可以发几条，最多 20' }),
  }),
})
