import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { areaOr, areaPrefix } from '@/lib/core/area'
import type { Prisma } from '@/prisma/client'
import { changeAllows } from './rules/actions'
import type { ChangeStatus } from './schema/change'

/** The changes an officer sees: of machines of his area as they were asked for, and the moves that lead into it. */
export function inArea(actor: Pick<StaffActor, 'area' | 'divisionCode'>): Prisma.ChangeWhereInput {
  const prefix = areaPrefix(actor.divisionCode)
  // A range, where a pattern would pass the index by.
  const toDistrictCode = { gte: prefix.padEnd(6, '0'), lte: prefix.padEnd(6, '9') }
  return areaOr(actor.area, { toDistrictCode })
}

export const REVIEW_CHANGE_ACTIONS = ['approve', 'return'] as const
export type ReviewChangeAction = (typeof REVIEW_CHANGE_ACTIONS)[number]

/** What this officer may do with a change of his area now: the buttons; the commands guard the same in their WHERE. */
export function changeActionsOf(actor: Pick<StaffActor, 'role'>, status: ChangeStatus): ReviewChangeAction[] {
  if (actor.role !== 'REVIEWER' || !roleMay(actor.role, 'change.review')) return []
  return REVIEW_CHANGE_ACTIONS.filter((action) => changeAllows(action, status, 'REVIEWER'))
}
