import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import type { MachineStatus } from '@/lib/features/machine/schema/status'
import type { SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import { machineAllows } from './rules/actions'
import { MACHINE_ACTIONS, type MachineAction } from './schema/console'

/** What the act is called while it waits for a second person. */
export const PENDING_KINDS = {
  REVOKE: 'REVOKE_MACHINE',
  REINSTATE: 'REINSTATE_MACHINE',
  CORRECT_STAGE: 'CORRECT_STAGE',
} as const satisfies Record<MachineAction, SecondPersonAct>

/**
 * The actions this officer may take on a machine of their area, for the buttons; the commands' WHERE enforces them.
 * @param waiting what waits for a second person already
 */
export function machineActionsOf(
  actor: Pick<StaffActor, 'role'>,
  status: MachineStatus,
  waiting: readonly { kind: SecondPersonAct }[] = [],
): MachineAction[] {
  if (!roleMay(actor.role, 'machine.manage')) return []
  const waits = (action: MachineAction) => waiting.some(({ kind }) => kind === PENDING_KINDS[action])
  return MACHINE_ACTIONS.filter((action) => machineAllows(action, status) && !waits(action))
}
