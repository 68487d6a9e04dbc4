import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { proof } from '@/lib/core/proof'

/** Whether it is known who stands behind an account, and how an owner has it proved (docs/decisions/0061). */

export const ownProof = proof.extend({
  /** The bureau whose officer compared the document; null where a service did, or nobody yet. */
  bureauName: z.string().nullable(),
  online: z.boolean().meta({ description: '是否可以在线核验（POST /me/proof）' }),
  /** Where it can be done at a counter: the bureaus of the owner's machines and filings. */
  offices: z.array(z.object({ name: z.string(), address: z.string(), phone: z.string(), hours: z.string() })),
})
export type OwnProof = z.output<typeof ownProof>

export const getProofEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me/proof',
  summary: '身份核验：是否已核验、怎样核验、可以到哪些窗口核验',
  auth: 'account',
  response: ownProof,
})

export const proveOnlineEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/proof',
  summary:
    '在线核验身份：核验服务回答姓名、证件号码和手机号是否属于同一人（单位）；没有应答时 503，不算核验过；每天最多 5 次',
  auth: 'account',
  unitRole: 'MANAGE',
  limits: ['account'],
  status: 200,
  response: ownProof,
})
