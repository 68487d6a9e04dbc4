import type { UnitRole } from '@/lib/core/unit-role'
import type { ChangeStatus, ChangeType } from '../schema/change'

/**
 * The state machine of changes, used by commands and buttons and listed in docs/ACTIONS.md. PLACE and OWNER are DONE
 * immediately; the others wait for an officer. Sources: manual, 二、信息变更; domain.md, Changes.
 */
export const CHANGE_ACTION_NAMES = ['withdraw', 'claim', 'release', 'approve', 'return', 'lapse'] as const
export type ChangeAction = (typeof CHANGE_ACTION_NAMES)[number]

export type ChangeParty = 'OWNER' | 'REVIEWER' | 'SUPERVISOR' | 'SYSTEM'

type Transition = {
  from: readonly ChangeStatus[]
  /** Absent: the status stays. A claimed change waits like any other, only that others leave it alone. */
  to?: ChangeStatus
  by: readonly ChangeParty[]
}
type Ending = Exclude<ChangeAction, 'claim' | 'release'>

export const CHANGE_ACTIONS: Record<Ending, Transition & { to: ChangeStatus }> &
  Record<ChangeAction, Transition> = {
  withdraw: { from: ['SUBMITTED'], to: 'WITHDRAWN', by: ['OWNER'] },
  claim: { from: ['SUBMITTED'], by: ['REVIEWER'] },
  release: { from: ['SUBMITTED'], by: ['REVIEWER', 'SUPERVISOR'] },
  approve: { from: ['SUBMITTED'], to: 'DONE', by: ['REVIEWER'] },
  return: { from: ['SUBMITTED'], to: 'RETURNED', by: ['REVIEWER'] },
  // The machine changed owner or its registration ended: pending changes of the earlier owner no longer apply.
  lapse: { from: ['SUBMITTED'], to: 'WITHDRAWN', by: ['SYSTEM'] },
}

/** May this party do this to a change in this status? */
export function changeAllows(action: ChangeAction, status: ChangeStatus, party: ChangeParty): boolean {
  const { from, by } = CHANGE_ACTIONS[action]
  return from.includes(status) && by.includes(party)
}

/** The least role of a unit's people that may ask for it: what gives the machine away or ends its registration needs who manages. */
export function roleForChange(type: ChangeType): UnitRole {
  return type === 'OWNER' || type === 'CANCELLATION' ? 'MANAGE' : 'FILE'
}
