import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** What became of the text messages to owners, for whoever sets their rules. */

export const DROP_REASONS = ['OVER', 'OFF', 'NO_PHONE', 'NO_TEMPLATE', 'CAP', 'STALE'] as const
export type DropReason = (typeof DROP_REASONS)[number]

export const messageFigures = z.object({
  since: z.iso.datetime(),
  waiting: z.number().int(),
  sent: z.number().int().meta({ description: '短信平台已接受；是否送达手机，本系统不知道' }),
  failed: z.number().int(),
  dropped: z.array(z.object({ why: z.string(), count: z.number().int() })),
  /** The newest failures, in the provider's words. */
  failures: z.array(z.object({ why: z.string(), count: z.number().int() })),
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
