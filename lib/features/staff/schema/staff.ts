import { z } from 'zod'
import { STAFF_ROLES, type StaffRole } from '@/lib/core/actor'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { pendingAct } from '@/lib/features/second-person/schema'

/** The administrator's list of staff. */

export const ROLE_LABELS: Record<StaffRole, string> = {
  REVIEWER: '审核',
  COUNTER: '窗口',
  SUPERVISOR: '主管',
  ADMINISTRATOR: '系统管理员',
  SECURITY_ADMINISTRATOR: '安全管理员',
  AUDIT_ADMINISTRATOR: '审计管理员',
}

export const staffRole = z.enum(STAFF_ROLES, { error: '请选择角色' })
export const at = z.iso.datetime().nullable()

export const usernameInput = z
  .string('请填写用户名')
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,39}$/, '用户名由 3–40 位小写字母、数字、点、横线组成，以字母开头')

const auth = 'staff' as const

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
  /** Of a disabled person: the request to enable them that waits, or that ended without it since they were disabled. */
  enabling: pendingAct.nullable(),
  /** Of a security administrator: the request to disable them that waits. */
  disabling: pendingAct.nullable(),
  /** Whether a second person must confirm what gives the account power, by the rule of the bureau's division. */
  secondPerson: z.boolean(),
})
export type StaffDto = z.output<typeof staffDto>

const action = 'staff.manage' as const
const people = '/api/console/staff'
const params = z.object({ id: z.uuid() })
const nameInput = z.string('请填写姓名').trim().min(1, '请填写姓名').max(40, '姓名不能超过 40 字')
const bureauId = z.uuid('请选择机构')
/** The password is returned only once; its owner should change it. */
const withPassword = z.object({
  staff: staffDto,
  password: z.string(),
  /** When it ends, unless its owner has changed it. */
  expiresAt: z.iso.datetime(),
})

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
  summary: '重置密码：生成新密码，停用动态口令和安全密钥，解除锁定，结束其所有登录',
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
  summary: '停用：其登录立即失效；停用安全管理员按规则由另一位安全管理员确认后生效',
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
