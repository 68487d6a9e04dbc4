import type { FilingStatus } from '../schema/owner'

/**
 * The state machine as one table: who may do what in which status, and the status after it. Buttons and commands both
 * use it; docs/ACTIONS.md shows it. Sources: manual 第五步–第七步; domain.md, States.
 */
export type FilingAction =
  | 'edit'
  | 'delete'
  | 'consent'
  | 'submit'
  | 'withdraw'
  | 'claim'
  | 'release'
  | 'pass'
  | 'transfer'
  | 'approve'
  | 'return'
  | 'decline'
  | 'lapse'
  | 'hand-over'

export type FilingParty = 'OWNER' | 'REVIEWER' | 'SUPERVISOR' | 'COUNTER' | 'SYSTEM'

type Transition = {
  from: readonly FilingStatus[]
  /** null: the row is removed; absent: the status stays. */
  to?: FilingStatus | null
  by: readonly FilingParty[]
  /** Only by the officer who holds the claim. */
  claimant?: boolean
}

export const FILING_ACTIONS: Record<FilingAction, Transition> = {
  edit: { from: ['DRAFT', 'RETURNED'], by: ['OWNER'] },
  delete: { from: ['DRAFT'], to: null, by: ['OWNER'] },
  consent: { from: ['DRAFT', 'RETURNED'], by: ['OWNER'] },
  submit: { from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED', by: ['OWNER'] },
  withdraw: { from: ['SUBMITTED'], to: 'WITHDRAWN', by: ['OWNER'] },
  claim: { from: ['SUBMITTED'], to: 'IN_REVIEW', by: ['REVIEWER'] },
  release: { from: ['IN_REVIEW'], to: 'SUBMITTED', by: ['REVIEWER', 'SUPERVISOR'] },
  pass: { from: ['IN_REVIEW'], by: ['REVIEWER', 'SUPERVISOR'] },
  transfer: { from: ['SUBMITTED', 'IN_REVIEW'], to: 'SUBMITTED', by: ['REVIEWER', 'SUPERVISOR'] },
  approve: { from: ['IN_REVIEW'], to: 'APPROVED', by: ['REVIEWER'], claimant: true },
  return: { from: ['IN_REVIEW'], to: 'RETURNED', by: ['REVIEWER'], claimant: true },
  decline: { from: ['IN_REVIEW'], to: 'DECLINED', by: ['REVIEWER'], claimant: true },
  lapse: { from: ['IN_REVIEW'], to: 'SUBMITTED', by: ['SYSTEM'] },
  'hand-over': { from: ['APPROVED'], to: 'COLLECTED', by: ['COUNTER'] },
}

/** Whether the party may perform the action in this status. The claim is checked separately (`claimant`). */
export function statusAllows(action: FilingAction, status: FilingStatus, party: FilingParty): boolean {
  const { from, by } = FILING_ACTIONS[action]
  return from.includes(status) && by.includes(party)
}

/** Whether the filing waits for the bureau. */
export function isOpen(status: FilingStatus): boolean {
  return status === 'SUBMITTED' || status === 'IN_REVIEW'
}

export const STATUS_LABELS: Record<FilingStatus, string> = {
  DRAFT: '草稿',
  SUBMITTED: '待审核',
  IN_REVIEW: '审核中',
  RETURNED: '退回重填',
  DECLINED: '不予登记',
  APPROVED: '审核通过，待领取号码',
  COLLECTED: '已领取',
  WITHDRAWN: '已撤回',
}
