import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { normaliseIdNumber } from '@/lib/core/id-number'
import { judgeUnitCode } from '@/lib/core/unit-code'
import { UNIT_ROLES } from '@/lib/core/unit-role'
import { phoneInput, tokensDto } from '@/lib/features/account/schema'

/** A unit's people, and the units of a person: /api/v1/units/{unitId}/members and /api/v1/me/units (docs/decisions/0066). */

const at = z.iso.datetime()
const params = z.object({ id: z.uuid() })
const role = z
  .enum(UNIT_ROLES, '请选择权限')
  .meta({ description: 'MANAGE 管理：办理一切并管理人员；FILE 办理：登记、修改、申请变更；LOOK 查看' })

export const member = z.object({
  id: z.uuid(),
  /** Null: whoever holds the phone of the unit's account, whose name nobody has given. */
  name: z.string().nullable(),
  /** 138****5678 */
  phoneMasked: z.string(),
  role,
  since: at,
  /** The unit's own phone, which signs in as the unit. */
  isUnitPhone: z.boolean(),
  /** Whoever asks. */
  isYou: z.boolean(),
})
export type Member = z.output<typeof member>

const invitation = z.object({
  id: z.uuid(),
  phoneMasked: z.string(),
  role,
  /** Null: whoever holds the unit's phone. */
  invitedBy: z.string().nullable(),
  createdAt: at,
  expiresAt: at,
})
export type Invitation = z.output<typeof invitation>

const request = z.object({
  id: z.uuid(),
  name: z.string(),
  phoneMasked: z.string(),
  createdAt: at,
  expiresAt: at,
})
export type JoinRequest = z.output<typeof request>

export const people = z.object({
  members: z.array(member),
  invitations: z
    .array(invitation)
    .meta({ description: '还没有答复、没有过期的邀请；对方是否注册，这里看不到' }),
  requests: z.array(request).meta({ description: '申请加入本单位、等待答复的人' }),
})
export type People = z.output<typeof people>

const unit = { auth: 'account', unitRole: 'MANAGE' } as const
const members = '/api/v1/units/{unitId}/members'
const ofUnit = z.object({ unitId: z.uuid() })
const within = ofUnit.extend(params.shape)

export const peopleEndpoint = endpoint({
  ...unit,
  method: 'GET',
  path: members,
  params: ofUnit,
  summary: '单位人员：谁可以代本单位办理，等待答复的邀请和申请',
  response: people,
})
export const inviteEndpoint = endpoint({
  ...unit,
  method: 'POST',
  path: `${members}/invitations`,
  params: ofUnit,
  summary:
    '按手机号邀请人员代本单位办理：对方以该手机号的个人账号登录后接受，7 天内有效；不说明该手机号是否注册',
  limits: ['codes'],
  status: 201,
  body: z.object({ phone: phoneInput, role }),
  response: z.object({
    invitation,
    messaged: z.boolean().meta({ description: '是否已发短信；false：没有配置这类短信，请自行告诉对方' }),
  }),
})
export const withdrawInvitationEndpoint = endpoint({
  ...unit,
  method: 'DELETE',
  path: `${members}/invitations/{id}`,
  summary: '收回还没有答复的邀请',
  params: within,
})
export const changeRoleEndpoint = endpoint({
  ...unit,
  method: 'PATCH',
  path: `${members}/{id}`,
  summary: '改变一名人员的权限；至少留一名可以管理的',
  params: within,
  body: z.object({ role }),
  response: people,
})
export const removeMemberEndpoint = endpoint({
  ...unit,
  method: 'DELETE',
  path: `${members}/{id}`,
  summary: '移除一名人员：他代本单位的登录立即结束；至少留一名可以管理的',
  params: within,
})
export const acceptRequestEndpoint = endpoint({
  ...unit,
  method: 'POST',
  path: `${members}/requests/{id}/accept`,
  summary: '同意加入本单位的申请，并给予权限',
  params: within,
  body: z.object({ role }),
  response: people,
})
export const refuseRequestEndpoint = endpoint({
  ...unit,
  method: 'POST',
  path: `${members}/requests/{id}/refuse`,
  summary: '不同意加入本单位的申请',
  params: within,
})

export const ownUnits = z.object({
  /** For which unit the session acts; null: in the own name. */
  actingFor: z.object({ id: z.uuid(), name: z.string(), role }).nullable(),
  /** The person who is signed in; null: whoever holds the phone of a unit's account. */
  person: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  units: z.array(z.object({ id: z.uuid(), unitId: z.uuid(), name: z.string(), role, since: at })),
  invitations: z.array(
    z.object({
      id: z.uuid(),
      unitName: z.string(),
      role,
      invitedBy: z.string().nullable(),
      expiresAt: at,
    }),
  ),
  requests: z.array(
    z.object({
      id: z.uuid(),
      /** 911101********0002 */
      unitCodeMasked: z.string(),
      state: z
        .enum(['OPEN', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'])
        .meta({ description: '只说明申请的状态；该单位是否注册，这里看不到' }),
      createdAt: at,
      expiresAt: at,
    }),
  ),
  /** For who manages the unit that the session acts for: how many ask to join it. */
  waiting: z.number().int(),
})
export type OwnUnits = z.output<typeof ownUnits>

const person = { auth: 'account', unitRole: 'LOOK' } as const
const units = '/api/v1/me/units'

export const ownUnitsEndpoint = endpoint({
  ...person,
  method: 'GET',
  path: units,
  summary: '当前登录的人、他代哪个单位办理，他可以代理的单位、收到的邀请、提出的申请',
  response: ownUnits,
})
export const acceptInvitationEndpoint = endpoint({
  ...person,
  method: 'POST',
  path: `${units}/invitations/{id}/accept`,
  summary: '接受单位的邀请（发到本人账号手机号的）',
  params,
  response: ownUnits,
})
export const declineInvitationEndpoint = endpoint({
  ...person,
  method: 'POST',
  path: `${units}/invitations/{id}/decline`,
  summary: '不接受单位的邀请',
  params,
  response: ownUnits,
})
export const askToJoinEndpoint = endpoint({
  ...person,
  method: 'POST',
  path: `${units}/requests`,
  summary: '申请加入单位：由该单位的管理人员同意或不同意，30 天内有效；不说明该单位是否注册',
  limits: ['account'],
  status: 201,
  body: z.object({
    unitCode: z
      .string('请填写统一社会信用代码')
      .overwrite(normaliseIdNumber)
      .refine((code) => judgeUnitCode(code) !== 'MALFORMED', '统一社会信用代码应为 18 位，请核对'),
  }),
  response: ownUnits,
})
export const withdrawRequestEndpoint = endpoint({
  ...person,
  method: 'DELETE',
  path: `${units}/requests/{id}`,
  summary: '撤回加入单位的申请',
  params,
})
export const leaveUnitEndpoint = endpoint({
  ...person,
  method: 'DELETE',
  path: `${units}/{id}`,
  summary: '不再代一个单位办理：代它的登录立即结束；{id} 是 units 里的 id',
  params,
})
export const actForEndpoint = endpoint({
  ...person,
  method: 'POST',
  path: '/api/v1/sessions/acting',
  summary: '换一个身份：代一个单位办理，或（unitId 为 null）回到本人；得到新的登录，原来的登录请另行退出',
  limits: ['signIn'],
  status: 201,
  body: z.object({ unitId: z.uuid('单位编号不正确').nullable() }),
  response: tokensDto,
})
