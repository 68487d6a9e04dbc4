import { z } from 'zod'

/** What somebody who acts for a unit may do in its name (docs/decisions/0066), the most first. */
export const UNIT_ROLES = ['MANAGE', 'FILE', 'LOOK'] as const
export type UnitRole = (typeof UNIT_ROLES)[number]

/** Of whoever is signed in. */
export const actingRole = z
  .enum(UNIT_ROLES)
  .nullable()
  .meta({ description: '当前登录的人在该单位的权限：MANAGE 管理，FILE 办理，LOOK 查看；null：本人的账号' })

export const UNIT_ROLE_LABELS: Record<UnitRole, string> = { MANAGE: '管理', FILE: '办理', LOOK: '查看' }

/** What each may do, as the pages explain it. */
export const UNIT_ROLE_WORDS: Record<UnitRole, string> = {
  MANAGE: '办理一切事项，并管理单位人员',
  FILE: '登记、修改、申请变更；不能变更机主、注销、管理人员',
  LOOK: '只能查看',
}

/** The least role that an owner's endpoint needs of who acts for a unit: as declared, else reading by GET, filing by all else. */
export function unitRoleOf({ unitRole, method }: { unitRole?: UnitRole; method: string }): UnitRole {
  return unitRole ?? (method === 'GET' ? 'LOOK' : 'FILE')
}

/** @param role null: a person in the own name, who may do everything with what is the own */
export function mayActAs(role: UnitRole | null, needed: UnitRole): boolean {
  return role === null || UNIT_ROLES.indexOf(role) <= UNIT_ROLES.indexOf(needed)
}

/** Why a call was refused, and who can help. */
export function unitRefusal(role: UnitRole | null): string {
  const has = role ? `您在本单位的权限是“${UNIT_ROLE_LABELS[role]}”，` : ''
  return `${has}不能办理此项；请联系本单位的管理人员`
}
