import { z } from 'zod'
import { ACCESS, type StaffAction } from '@/lib/core/access'
import { endpoint } from '@/lib/core/endpoint'
import { newPassword } from '@/lib/core/password'
import { at, staffRole } from './staff'

/** The user's own account: who they are, password, second factor. */

const totpInput = z
  .string('请填写动态口令')
  .overwrite((code) => code.replaceAll(/\s/g, ''))
  .regex(/^\d{6}$/, '动态口令是 6 位数字')

const auth = 'staff' as const

export const meDto = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: staffRole,
  bureau: z.object({ id: z.uuid(), name: z.string(), divisionCode: z.string(), divisionName: z.string() }),
  /** One-time codes or a security key. */
  secondFactor: z.boolean(),
  totp: z.boolean(),
  lastSignInAt: at,
  /** Permitted actions of the role (lib/core/access.ts). */
  actions: z.array(z.enum(Object.keys(ACCESS) as [StaffAction, ...StaffAction[]])),
})
export type Me = z.output<typeof meDto>

const currentPassword = z.string('请填写当前密码').min(1, '请填写当前密码').max(500)
const me = '/api/console/me'
export const getMeEndpoint = endpoint({
  method: 'GET',
  path: me,
  summary: '我是谁，能做什么',
  auth,
  action: 'console.use',
  duringSetUp: true,
  response: meDto,
})
export const changePasswordEndpoint = endpoint({
  method: 'PUT',
  path: `${me}/password`,
  summary: '修改自己的密码（其他设备上的登录随即失效）',
  auth,
  action: 'console.use',
  duringSetUp: true,
  recentSignIn: true,
  body: z.object({
    current: currentPassword,
    next: newPassword,
  }),
  limits: ['reveal'],
})
export const startTotpEndpoint = endpoint({
  method: 'POST',
  path: `${me}/totp`,
  summary: '准备动态口令：取得密钥和二维码',
  auth,
  action: 'console.use',
  duringSetUp: true,
  recentSignIn: true,
  response: z.object({
    /** Sent with the first code, which enables the secret. */
    ticket: z.string(),
    secret: z.string(),
    /** Image as a data URL. */
    qrCode: z.string(),
  }),
})
export const enableTotpEndpoint = endpoint({
  method: 'PUT',
  path: `${me}/totp`,
  summary: '用第一个动态口令启用',
  auth,
  action: 'console.use',
  duringSetUp: true,
  recentSignIn: true,
  body: z.object({ ticket: z.string().max(1000), code: totpInput }),
  limits: ['reveal'],
})
export const disableTotpEndpoint = endpoint({
  method: 'POST',
  path: `${me}/totp/disable`,
  summary: '停用动态口令',
  auth,
  action: 'console.use',
  recentSignIn: true,
  body: z.object({ password: currentPassword }),
  limits: ['reveal'],
})
