import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Names of the server-sent events; their data are ids and versions, nothing personal. */
export const LIVE_EVENTS = ['queues', 'filing', 'change', 'presence'] as const
export type LiveEvent = (typeof LIVE_EVENTS)[number]
export const liveData = z.object({ id: z.uuid().optional(), version: z.int().optional() })
export type LiveData = z.output<typeof liveData>

export const liveEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/events',
  summary:
    '实时通知（server-sent events）：queues 队列有变动，filing、change 某件有变动（id、version），presence 有人打开或离开（id）',
  auth: 'staff',
  action: 'console.use',
  file: 'text/event-stream',
  background: true,
})
