import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { phoneInput, smsCodeInput } from '@/lib/features/account/schema'

/** What an owner may do with the own data: take a copy, close the account (docs/decisions/0055). */

export const copyEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/copy',
  summary: '下载自己信息的副本（ZIP：可读的 HTML、JSON、照片）；须再次输入密码',
  auth: 'account',
  unitRole: 'MANAGE',
  limits: ['ownCopy'],
  body: z.object({ password: z.string('请填写密码').min(1, '请填写密码').max(200) }),
  file: 'application/zip',
})

/** What is to be settled before an account can be closed. */
export const OBSTACLES = ['MACHINES', 'FILINGS', 'DRAFTS', 'CHANGES', 'UNITS'] as const
export type Obstacle = (typeof OBSTACLES)[number]

export const closingState = z.object({
  obstacles: z.array(z.object({ kind: z.enum(OBSTACLES), count: z.number().int() })),
  /** The law's records of registrations stay, and with them the encrypted number of the document. */
  recordsStay: z.boolean(),
})
export type ClosingState = z.output<typeof closingState>

export const closingStateEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me/closing',
  summary: '注销账号前还要办完什么，注销后留下什么',
  auth: 'account',
  unitRole: 'MANAGE',
  response: closingState,
})
export const closeAccountEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/closing',
  summary: '注销账号：以本账号手机号收到的验证码（CLOSE_ACCOUNT）确认，不能恢复',
  auth: 'account',
  unitRole: 'MANAGE',
  limits: ['signIn'],
  body: z.object({ phone: phoneInput, code: smsCodeInput }),
})
export type CloseAccountInput = z.output<typeof closeAccountEndpoint.body>
