import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { openSuccession } from '@/lib/features/succession-state/schema'

/** What an owner does about a succession: an objection. */

export const objectEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/machines/{id}/succession/objection',
  summary: '对本机械正在办理的凭证明过户提出异议（GET /machines/{id} 的 succession），每件一次',
  auth: 'account',
  unitRole: 'MANAGE',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    successionId: z.uuid('请刷新后重试'),
    text: z.string('请写明异议').trim().min(4, '请写明异议，至少 4 个字').max(500, '不能超过 500 字'),
  }),
  response: openSuccession,
  status: 201,
})
export type OwnObjection = z.output<typeof objectEndpoint.body>
