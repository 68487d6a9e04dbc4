import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import {
  OPEN_STATUSES,
  SUCCESSION_ACTIONS,
  successionAllows,
} from '@/lib/features/succession-state/rules/actions'
import type { SuccessionStatus } from '@/lib/features/succession-state/schema'
import type { SuccessionAct } from './schema/succession'

type Row = { status: SuccessionStatus; filedById: string; ripeAt: Date }

const NAMES = {
  OBJECT: 'object',
  COMPLETE: 'complete',
  UPHOLD: 'uphold',
  REJECT: 'reject',
  WITHDRAW: 'withdraw',
} as const satisfies Record<SuccessionAct, keyof typeof SUCCESSION_ACTIONS>

/** What an officer may do with a succession of the area, for the buttons; the commands' WHERE enforces it. */
export function successionActsOf(
  actor: Pick<StaffActor, 'id' | 'role'>,
  row: Row,
  now: Date,
): SuccessionAct[] {
  const { role } = actor
  if (role !== 'COUNTER' && role !== 'SUPERVISOR') return []
  return (Object.keys(NAMES) as SuccessionAct[]).filter((act) => {
    const action = NAMES[act]
    const decides = act === 'COMPLETE' || act === 'UPHOLD' || act === 'REJECT'
    if (!roleMay(role, decides ? 'succession.decide' : 'succession.file')) return false
    const waits = SUCCESSION_ACTIONS[action].other && (row.filedById === actor.id || now < row.ripeAt)
    return !waits && successionAllows(action, row.status, role)
  })
}

/** Only another may do it, though its days are over. */
export function waitsForAnother(actor: Pick<StaffActor, 'id'>, row: Row, now: Date): boolean {
  return OPEN_STATUSES.includes(row.status) && now >= row.ripeAt && row.filedById === actor.id
}
