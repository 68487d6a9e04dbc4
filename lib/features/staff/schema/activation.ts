import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { newPassword } from '@/lib/core/password'

/** Activation links. Those who open one have no session: their routes are plain (routes/sign-in.ts). */

export const issueActivationEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/staff/{id}/activation',
  summary: '把尚未用过的新密码改为激活链接（此前的密码和链接随即失效）',
  auth: 'staff',
  action: 'staff.manage',
  params: z.object({ id: z.uuid() }),
  response: z.object({ link: z.string(), expiresAt: z.iso.datetime() }),
})

const INCOMPLETE = '链接不完整。请从收到的链接重新打开，或完整复制到地址栏'
const token = z.string(INCOMPLETE).regex(/^[\w-]{43}$/, INCOMPLETE)
export const activationToken = z.object({ token })
export const activation = z.object({ token, password: newPassword })
