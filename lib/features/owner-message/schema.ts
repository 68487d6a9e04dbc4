import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** What became of the text messages to owners, for whoever sets their rules. */

export const DROP_REASONS = ['OVER', 'OFF', 'NO_PHONE', 'NO_TEMPLATE', 'CAP', 'STALE', 'NO_CONSENT'] as const
export type DropReason = (typeof DROP_REASONS)[number]

const reasons = z.array(z.object({ why: z.string(), count: z.number().int() }))

const channel = z.object({
  waiting: z.number().int(),
  sent: z.number().int().meta({ description: '短信平台已接受；是否送达手机，本系统不知道' }),
  failed: z.number().int(),
  dropped: reasons,
  /** The newest failures, in the provider's words. */
  failures: reasons,
})
export type ChannelFigures = z.output<typeof channel>

export const messageFigures = channel.extend({
  since: z.iso.datetime(),
  wechat: channel.nullable().meta({ description: '微信订阅消息；null：没有配置小程序' }),
})
export type MessageFigures = z.output<typeof messageFigures>

export const messageFiguresEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/settings/owner-messages/figures',
  summary: '近 7 天给机主的短信：等待、已提交、失败、没有发送的各多少条，为什么',
  auth: 'staff',
  action: 'setting.manage',
  response: messageFigures,
})
