import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Where somebody is signed in: one's own sessions, and for administrators those of the staff of their area. */

export const sessionDto = z.object({
  id: z.uuid(),
  /** Browser and system, in words; for orientation, since a browser may claim anything. */
  device: z.string(),
  address: z.string(),
  signedInAt: z.iso.datetime(),
  /** Exact to a minute. */
  lastSeenAt: z.iso.datetime(),
  /** The one that asks. */
  current: z.boolean(),
})
export type SessionDto = z.output<typeof sessionDto>

const sessions = z.object({ data: z.array(sessionDto) })
/** How many were ended. */
const ended = z.object({ ended: z.int() })
const auth = 'staff' as const
const own = '/api/console/me/sessions'
const ofStaff = '/api/console/staff/{id}/sessions'
const params = z.object({ id: z.uuid() })
const sessionParams = z.object({ sessionId: z.uuid() })

export const listOwnSessionsEndpoint = endpoint({
  method: 'GET',
  path: own,
  summary: '自己在哪些设备上登录',
  auth,
  action: 'console.use',
  response: sessions,
})
export const endOwnSessionEndpoint = endpoint({
  method: 'POST',
  path: `${own}/{sessionId}/end`,
  summary: '退出自己在另一台设备上的登录',
  auth,
  action: 'console.use',
  params: sessionParams,
  response: ended,
})
export const endOtherSessionsEndpoint = endpoint({
  method: 'POST',
  path: `${own}/end-others`,
  summary: '退出自己在其他所有设备上的登录',
  auth,
  action: 'console.use',
  response: ended,
})
export const listStaffSessionsEndpoint = endpoint({
  method: 'GET',
  path: ofStaff,
  summary: '某人在哪些设备上登录',
  auth,
  action: 'staff.manage',
  params,
  response: sessions,
})
export const endStaffSessionEndpoint = endpoint({
  method: 'POST',
  path: `${ofStaff}/{sessionId}/end`,
  summary: '结束某人的一处登录',
  auth,
  action: 'staff.manage',
  params: params.extend(sessionParams.shape),
  response: ended,
})
export const endStaffSessionsEndpoint = endpoint({
  method: 'POST',
  path: `${ofStaff}/end`,
  summary: '结束某人的所有登录',
  auth,
  action: 'staff.manage',
  params,
  response: ended,
})
