import { UNIT_ROLE_LABELS, type UnitRole } from '@/lib/core/unit-role'

/** How long an invitation and a request wait for an answer. */
export const INVITATION_DAYS = 7
export const REQUEST_DAYS = 30

/** Waiting at a time: of a unit, and of a person. More are a sign of a list of phones, or of codes, being tried. */
export const MAX_INVITATIONS = 20
export const MAX_REQUESTS = 5

export const LAST_MANAGER = '本单位至少要有一名“管理”人员，请先让另一人管理'

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
