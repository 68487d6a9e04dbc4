import { roleMay, type StaffAction } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { FILING_ACTIONS, type FilingParty, statusAllows } from './rules/actions'
import { REVIEW_ACTIONS, type ReviewAction } from './schema/console'
import type { FilingStatus } from './schema/owner'

/** What a decision about an officer's rights needs to know of a filing. */
export type ClaimState = {
  status: FilingStatus
  claimedById: string | null
  claimExpiresAt: Date | null
}

/** The row of the access table behind each action of the desk. */
export const REVIEW_ACCESS: Record<ReviewAction, StaffAction> = {
  claim: 'filing.review',
  release: 'filing.release',
  transfer: 'filing.transfer',
  approve: 'filing.review',
  return: 'filing.review',
  decline: 'filing.review',
}

/** The officer as a party of the status table; an administrator is none. */
function partyOf(actor: Pick<StaffActor, 'role'>): FilingParty | null {
  return actor.role === 'ADMINISTRATOR' ? null : actor.role
}

/** A claim without activity is nobody's, also in the seconds until the job that ends it comes by. */
export function claimLapsed(filing: ClaimState, now: Date): boolean {
  return filing.claimExpiresAt !== null && filing.claimExpiresAt < now
}

/**
 * May this officer do this to a filing of his area now? What another reviewer has claimed is his alone, except that a
 * supervisor may release or transfer it. Buttons (`actions` of the desk) and tests read this; the commands guard the same
 * in their WHERE.
 */
export function canReview(
  actor: Pick<StaffActor, 'id' | 'role'>,
  action: ReviewAction,
  filing: ClaimState,
  now: Date,
): boolean {
  const party = partyOf(actor)
  if (!party || !roleMay(actor.role, REVIEW_ACCESS[action])) return false
  if (action === 'claim' && filing.status === 'IN_REVIEW')
    return claimLapsed(filing, now) && party === 'REVIEWER'
  if (!statusAllows(action, filing.status, party)) return false
  const mine = filing.claimedById === actor.id
  if (FILING_ACTIONS[action].claimant) return mine
  return filing.claimedById === null || mine || party === 'SUPERVISOR'
}

/** Everything this officer may do with it now, in the order of the buttons. */
export function reviewActionsOf(
  actor: Pick<StaffActor, 'id' | 'role'>,
  filing: ClaimState,
  now: Date,
): ReviewAction[] {
  return REVIEW_ACTIONS.filter((action) => canReview(actor, action, filing, now))
}
