import { type LocalAction, roleMay } from '@/lib/core/access'
import type { StaffActor, StaffRole } from '@/lib/core/actor'
import { FILING_ACTIONS, type FilingParty, statusAllows } from './rules/actions'
import { REVIEW_ACTIONS, type ReviewAction } from './schema/console'
import type { FilingStatus } from './schema/owner'

/** The fields of a filing that an officer's rights depend on. */
export type ClaimState = {
  status: FilingStatus
  claimedById: string | null
  claimExpiresAt: Date | null
  /** When an open decision takes effect; null: none is open. */
  decisionDueAt: Date | null
  /** Who entered it at a counter for its owner. */
  assistantIds: readonly string[]
}

/** Condition of Prisma: the filings of the officer's area, without drafts, which only their owners see. */
export function visibleToOfficer(actor: Pick<StaffActor, 'area'>) {
  return { ...actor.area, status: { not: 'DRAFT' as const } }
}

/** The row of the access table for each action of the desk. */
export const REVIEW_ACCESS: Record<ReviewAction, LocalAction> = {
  claim: 'filing.review',
  release: 'filing.release',
  pass: 'filing.pass',
  transfer: 'filing.transfer',
  approve: 'filing.review',
  return: 'filing.review',
  decline: 'filing.review',
}

const OFFICERS: Record<StaffRole, FilingParty | null> = {
  REVIEWER: 'REVIEWER',
  COUNTER: 'COUNTER',
  SUPERVISOR: 'SUPERVISOR',
  ADMINISTRATOR: null,
  SECURITY_ADMINISTRATOR: null,
  AUDIT_ADMINISTRATOR: null,
}

/** The officer as a party of the status table; an administrator is none. */
function partyOf(actor: Pick<StaffActor, 'role'>): FilingParty | null {
  return OFFICERS[actor.role]
}

/** An expired claim no longer counts, even before the job has cleared it. */
export function claimLapsed(filing: ClaimState, now: Date): boolean {
  return filing.claimExpiresAt !== null && filing.claimExpiresAt < now
}

/**
 * Whether the officer may perform the action on a filing of their area now. A filing claimed by another reviewer is left
 * to that reviewer, except that a supervisor may release, hand over or transfer it; one with an open decision is left alone by all,
 * and nobody reviews what he entered himself at a counter. Buttons (`actions` of the desk) and tests use this; the
 * commands enforce the same rules in their WHERE.
 */
export function canReview(
  actor: Pick<StaffActor, 'id' | 'role'>,
  action: ReviewAction,
  filing: ClaimState,
  now: Date,
): boolean {
  const party = partyOf(actor)
  if (!party || !roleMay(actor.role, REVIEW_ACCESS[action]) || filing.decisionDueAt) return false
  if (REVIEW_ACCESS[action] === 'filing.review' && filing.assistantIds.includes(actor.id)) return false
  if (action === 'claim' && filing.status === 'IN_REVIEW')
    return claimLapsed(filing, now) && party === 'REVIEWER'
  if (!statusAllows(action, filing.status, party)) return false
  const mine = filing.claimedById === actor.id
  if (FILING_ACTIONS[action].claimant) return mine
  return filing.claimedById === null || mine || party === 'SUPERVISOR'
}

/** All actions the officer may perform now, in the order of the buttons. */
export function reviewActionsOf(
  actor: Pick<StaffActor, 'id' | 'role'>,
  filing: ClaimState,
  now: Date,
): ReviewAction[] {
  return REVIEW_ACTIONS.filter((action) => canReview(actor, action, filing, now))
}
