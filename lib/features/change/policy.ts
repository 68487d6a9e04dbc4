import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { areaContains } from '@/lib/core/area'
import { changeAllows } from './rules/actions'
import type { ChangeStatus } from './schema/change'

export const REVIEW_CHANGE_ACTIONS = ['approve', 'return'] as const
export type ReviewChangeAction = (typeof REVIEW_CHANGE_ACTIONS)[number]
export type ClaimAction = 'claim' | 'release'

/** A machine as it is now is seen where it is now; a bureau that decided on it once sees what it decided on. */
export function seesMachineNow(
  { divisionCode }: Pick<StaffActor, 'divisionCode'>,
  { districtCode }: { districtCode: string | null },
): boolean {
  return areaContains(divisionCode, districtCode ?? '')
}

/** Whether a change took a machine out of this officer's area: the new place is the new bureau's. */
export function movedAway(
  { divisionCode }: Pick<StaffActor, 'divisionCode'>,
  { toDistrictCode }: { toDistrictCode: string | null },
): boolean {
  return toDistrictCode !== null && !areaContains(divisionCode, toDistrictCode)
}

/** The fields of a change that an officer's rights depend on. */
export type ChangeState = {
  status: ChangeStatus
  claimedById: string | null
  claimExpiresAt: Date | null
  /** When an open decision takes effect; null: none is open. */
  decisionDueAt: Date | null
}

/** Who holds the change now: an expired claim no longer counts, even before the job has cleared it. */
export function holderOf({ claimedById, claimExpiresAt }: ChangeState, now: Date): string | null {
  return claimExpiresAt !== null && claimExpiresAt < now ? null : claimedById
}

/**
 * The decisions this officer may make on a change of their area, for the buttons; the commands' WHERE enforces them. One that
 * nobody has claimed may be decided by the immediate calls of other programs; the desk claims first.
 */
export function changeActionsOf(
  actor: Pick<StaffActor, 'id' | 'role'>,
  change: ChangeState,
  now: Date,
): ReviewChangeAction[] {
  if (actor.role !== 'REVIEWER' || !roleMay(actor.role, 'change.review') || change.decisionDueAt) return []
  const holder = holderOf(change, now)
  if (holder !== null && holder !== actor.id) return []
  return REVIEW_CHANGE_ACTIONS.filter((action) => changeAllows(action, change.status, 'REVIEWER'))
}

/** What this officer may do with the claim of a change of their area: a supervisor releases those of others, too. */
export function claimActionsOf(
  actor: Pick<StaffActor, 'id' | 'role'>,
  change: ChangeState,
  now: Date,
): ClaimAction[] {
  if (change.decisionDueAt) return []
  const party = actor.role === 'REVIEWER' || actor.role === 'SUPERVISOR' ? actor.role : null
  if (!party) return []
  const holder = holderOf(change, now)
  const claims =
    holder === null && roleMay(actor.role, 'change.review') && changeAllows('claim', change.status, party)
  const mine = holder === actor.id || party === 'SUPERVISOR'
  const releases =
    holder !== null &&
    mine &&
    roleMay(actor.role, 'change.release') &&
    changeAllows('release', change.status, party)
  return [...(claims ? (['claim'] as const) : []), ...(releases ? (['release'] as const) : [])]
}
