import type { ReviewAction } from '../schema/console'
import type { Verdict } from '../schema/decision'

/** The action of the status table that each verdict is. */
export const VERDICT_ACTIONS = {
  APPROVE: 'approve',
  RETURN: 'return',
  DECLINE: 'decline',
} as const satisfies Record<Verdict, ReviewAction>

export const VERDICT_LABELS: Record<Verdict, string> = {
  APPROVE: '审核通过',
  RETURN: '退回重填',
  DECLINE: '不予登记',
}
