import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Where the signed-in account is signed in. */

export const ownSession = z.object({
  id: z.uuid(),
  device: z.string().nullable().meta({
    description: '登录时浏览器和系统自称的名称，只供辨认；null：没有记录',
  }),
  signedInAt: z.iso.datetime(),
  lastRefreshedAt: z.iso
    .datetime()
    .meta({ description: '最近一次换发令牌的时间，使用中约每 15 分钟换发一次' }),
  current: z.boolean().meta({ description: '发出这次请求的登录' }),
})
export type OwnSession = z.output<typeof ownSession>

const path = '/api/v1/me/sessions'

export const ownSessionsEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '本账号在哪些设备上登录：当前这一处在前，其余最近使用的在前',
  auth: 'account',
  response: z.object({ data: z.array(ownSession) }),
})

export const endOwnSessionEndpoint = endpoint({
  method: 'DELETE',
  path: `${path}/{id}`,
  summary: '退出本账号在另一台设备上的登录，立即生效',
  auth: 'account',
  unitRole: 'LOOK',
  params: z.object({ id: z.uuid() }),
})
