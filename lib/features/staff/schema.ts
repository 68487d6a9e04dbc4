import { z } from 'zod'
import { ACCESS, type StaffAction } from '@/lib/core/access'
import { STAFF_ROLES, type StaffRole } from '@/lib/core/actor'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { newPassword } from '@/lib/core/password'
import { isStorable } from '@/lib/core/storable'

/** Staff of the console: sign-in, the user's own account, and the administrator's list of staff. */

export const ROLE_LABELS: Record<StaffRole, string> = {
  REVIEWER: '审核',
  COUNTER: '窗口',
  SUPERVISOR: '主管',
  ADMINISTRATOR: '系统管理员',
  SECURITY_ADMINISTRATOR: '安全管理员',
  AUDIT_ADMINISTRATOR: '审计管理员',
}

/** One-time codes of the previous and next time step are accepted, because phone clocks are inexact. */
export const TOTP_TOLERANCE_SECONDS = 30

const staffRole = z.enum(STAFF_ROLES, { error: '请选择角色' })
const at = z.iso.datetime().nullable()

export const usernameInput = z
  .string('请填写用户名')
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,39}$/, '用户名由 3–40 位小写字母、数字、点、横线组成，以字母开头')

const totpInput = z
  .string('请填写动态口令')
  .overwrite((code) => code.replaceAll(/\s/g, ''))
  .regex(/^\d{6}$/, '动态口令是 6 位数字')

/** Input of the sign-in form. A malformed username counts as unknown, not as a different kind of failure. */
export const credentials = z.object({
  username: z.string().trim().toLowerCase().max(200).refine(isStorable),
  password: z.string().max(500),
  totp: z
    .string()
    .max(20)
    .overwrite((code) => code.replaceAll(/\s/g, ''))
    .transform((code) => (/^\d{6}$/.test(code) ? code : undefined))
    .optional(),
})
export type Credentials = z.output<typeof credentials>

const auth = 'staff' as const

export const meDto = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: staffRole,
  bureau: z.object({ id: z.uuid(), name: z.string(), divisionCode: z.string(), divisionName: z.string() }),
  secondFactor: z.boolean(),
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
  response: meDto,
})
export const changePasswordEndpoint = endpoint({
  method: 'PUT',
  path: `${me}/password`,
  summary: '修改自己的密码（其他设备上的登录随即失效）',
  auth,
  action: 'console.use',
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
  body: z.object({ ticket: z.string().max(1000), code: totpInput }),
  limits: ['reveal'],
})
export const disableTotpEndpoint = endpoint({
  method: 'POST',
  path: `${me}/totp/disable`,
  summary: '停用动态口令',
  auth,
  action: 'console.use',
  body: z.object({ password: currentPassword }),
  limits: ['reveal'],
})

export const staffDto = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: staffRole,
  bureau: z.object({ id: z.uuid(), name: z.string() }),
  secondFactor: z.boolean(),
  lockedUntil: at,
  disabledAt: at,
  lastSignInAt: at,
  createdAt: z.iso.datetime(),
})
export type StaffDto = z.output<typeof staffDto>

const action = 'staff.manage' as const
const people = '/api/console/staff'
const params = z.object({ id: z.uuid() })
const nameInput = z.string('请填写姓名').trim().min(1, '请填写姓名').max(40, '姓名不能超过 40 字')
const bureauId = z.uuid('请选择机构')
/** The password is returned only once; its owner should change it. */
const withPassword = z.object({ staff: staffDto, password: z.string() })

export const listStaffEndpoint = endpoint({
  method: 'GET',
  path: people,
  summary: '本辖区人员',
  auth,
  action,
  query: pageQuery.extend({
    q: searchText,
    role: staffRole.optional(),
    bureauId: z.uuid().optional(),
    state: z.enum(['ENABLED', 'DISABLED']).optional(),
  }),
  response: pageOf(staffDto),
})
export const createStaffEndpoint = endpoint({
  method: 'POST',
  path: people,
  summary: '新增人员，生成初始密码',
  auth,
  action,
  body: z.object({ username: usernameInput, name: nameInput, role: staffRole, bureauId }),
  response: withPassword,
  status: 201,
})
export const updateStaffEndpoint = endpoint({
  method: 'PATCH',
  path: `${people}/{id}`,
  summary: '修改姓名、角色、机构',
  auth,
  action,
  params,
  body: z.object({ name: nameInput, role: staffRole, bureauId }).partial(),
  response: staffDto,
})
export const resetStaffPasswordEndpoint = endpoint({
  method: 'POST',
  path: `${people}/{id}/password-reset`,
  summary: '重置密码：生成新密码，停用动态口令，解除锁定，结束其所有登录',
  auth,
  action,
  params,
  response: withPassword,
})
export const unlockStaffEndpoint = endpoint({
  method: 'POST',
  path: `${people}/{id}/unlock`,
  summary: '解除登录锁定',
  auth,
  action,
  params,
  response: staffDto,
})
export const disableStaffEndpoint = endpoint({
  method: 'POST',
  path: `${people}/{id}/disable`,
  summary: '停用：其登录立即失效',
  auth,
  action,
  params,
  response: staffDto,
})
export const enableStaffEndpoint = endpoint({
  method: 'POST',
  path: `${people}/{id}/enable`,
  summary: '恢复使用',
  auth,
  action,
  params,
  response: staffDto,
})
