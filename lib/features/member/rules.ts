import { UNIT_ROLE_LABELS, type UnitRole } from '@/lib/core/unit-role'

/** How long an invitation and a request wait for an answer. */
export const INVITATION_DAYS = 7
export const REQUEST_DAYS = 30

/** Waiting at a time: of a unit, and of a person. More are a sign of a list of phones, or of codes, being tried. */
export const MAX_INVITATIONS = 20
export const MAX_REQUESTS = 5

export const LAST_MANAGER = '本单位至少要有一名“管理”人员，请先让另一人管理'

/**
 * What a request to join says beside its state. The same whether or not a unit has registered with the code: who asks must not
 * learn that here (docs/decisions/0066), but what to do when nobody answers.
 */
export const REQUEST_HINTS: Record<'OPEN' | 'EXPIRED', string> = {
  OPEN: '这里不显示该单位是否已经注册。迟迟没有答复的，该单位可能还没有注册，或者代码填错了：请核对代码并联系单位。还没有注册的，由单位先用该代码注册，注册后就会看到这份申请；已经注册的，也可以由其管理人员在“单位人员”里用您的手机号邀请您。',
  EXPIRED:
    '没有人答复，该单位可能还没有注册，或者代码填错了。请核对代码并联系单位，由其注册后您再申请，或者由其管理人员用您的手机号邀请您。',
}

/** The text message of an invitation; the same whether or not somebody has registered with the phone. */
export function invitationMessage(to: string, unit: string, role: UnitRole) {
  const label = UNIT_ROLE_LABELS[role]
  const text = `【非道路移动机械登记】${unit}邀请您代其办理机械登记（权限：${label}）。请用本手机号的个人账号登录（没有的先注册），在“我的账号—我的单位”里接受或拒绝，${INVITATION_DAYS} 天内有效。不是您的单位，不要接受。`
  return {
    to,
    purpose: 'INVITATION',
    code: '',
    template: 'INVITATION' as const,
    variables: { unit, role: label },
    text,
  }
}
