import type { StaffActor } from '@/lib/core/actor'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import { movedAway, seesMachineNow } from '../policy'
import { applyValues } from '../rules/values'
import type { ChangeLine } from '../schema/change'
import { valuesOf } from './names'

type Later = { id: string; before: unknown; decidedAt: Date | null; submittedAt: Date }
type Change = {
  id: string
  type: string
  status: string
  districtCode: string
  toDistrictCode: string | null
  submittedAt: Date
  decidedAt: Date | null
}
type Machine<C extends Later> = {
  content: unknown
  districtCode: string | null
  status: 'ACTIVE' | 'CANCELLED' | 'REVOKED'
  registrationNumber: string | null
  emissionStage: string
  changes: C[]
  numbers: { number: string; validFrom: Date; validTo: Date | null }[]
}

/** When a change was decided, or asked for while it is not. */
const momentOf = ({ decidedAt, submittedAt }: Later | Change): number => (decidedAt ?? submittedAt).getTime()

/**
 * The machine as this officer may see it beside a change: as it is where it is theirs, otherwise as it was with the change, all
 * that came later undone. To the bureau that it moved away from, the move itself came later.
 * @param machine with its changes in effect, the oldest first
 */
export function machineFor<C extends Later, M extends Machine<C>>(
  actor: Pick<StaffActor, 'divisionCode'>,
  change: Change,
  machine: M,
): M & { content: FilingContent } {
  const content = filingContent.parse(machine.content)
  if (seesMachineNow(actor, machine)) return { ...machine, content }
  const at = momentOf(change)
  const isLater = (other: C) => (other.id === change.id ? movedAway(actor, change) : momentOf(other) > at)
  const later = machine.changes.filter(isLater)
  const number = machine.numbers.find(
    ({ validFrom, validTo }) => validFrom.getTime() <= at && (validTo === null || validTo.getTime() > at),
  )?.number
  return {
    ...machine,
    content: later.toReversed().reduce((whole, { before }) => applyValues(whole, valuesOf(before)), content),
    changes: machine.changes.filter((other) => !later.includes(other)),
    districtCode: change.districtCode,
    status: change.type === 'CANCELLATION' && change.status === 'DONE' ? 'CANCELLED' : 'ACTIVE',
    registrationNumber: number ?? machine.registrationNumber,
    emissionStage: number?.at(0) ?? machine.emissionStage,
  }
}

/** In place of where exactly a machine works that is no longer this bureau's. */
const ELSEWHERE = '由迁入地登记单位掌握'

/** The lines of a change for this officer: the bureau that a machine moved away from reads where to, not the exact place. */
export function linesFor<L extends ChangeLine>(
  actor: Pick<StaffActor, 'divisionCode'>,
  change: Change,
  lines: readonly L[],
): L[] {
  if (!movedAway(actor, change)) return [...lines]
  return lines.map((line) => (line.path === 'districtCode' ? line : { ...line, after: ELSEWHERE }))
}
