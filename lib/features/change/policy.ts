import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { changeAllows } from './rules/actions'
import type { ChangeStatus } from './schema/change'

export const REVIEW_CHANGE_ACTIONS = ['approve', 'return'] as const
export type ReviewChangeAction = (typeof REVIEW_CHANGE_ACTIONS)[number]

/** The actions this officer may take on a change of their area, for the buttons; the commands' WHERE enforces them. */
export function changeActionsOf(actor: Pick<StaffActor, 'role'>, status: ChangeStatus): ReviewChangeAction[] {
  if (actor.role !== 'REVIEWER' || !roleMay(actor.role, 'change.review')) return []
  return REVIEW_CHANGE_ACTIONS.filter((action) => changeAllows(action, status, 'REVIEWER'))
}
