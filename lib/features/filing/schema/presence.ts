import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Another officer who has the filing open. */
export const visitor = z.object({ name: z.string(), since: z.iso.datetime() })
export type Visitor = z.output<typeof visitor>

const declaration = {
  path: '/api/console/filings/{id}/presence',
  auth: 'staff',
  action: 'filing.read',
  params: z.object({ id: z.uuid() }),
} as const

export const visitFilingEndpoint = endpoint({
  ...declaration,
  method: 'PUT',
  summary: '正在查看：每 20 秒一次；返回同时查看的其他人员',
  response: z.object({ data: z.array(visitor) }),
})

export const leaveFilingEndpoint = endpoint({
  ...declaration,
  method: 'DELETE',
  summary: '不再查看',
})
