import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import type { MachineStatus } from '@/lib/features/machine/schema/status'
import { machineAllows } from './rules/actions'
import { MACHINE_ACTIONS, type MachineAction } from './schema/console'

/** The actions this officer may take on a machine of their area, for the buttons; the commands' WHERE enforces them. */
export function machineActionsOf(actor: Pick<StaffActor, 'role'>, status: MachineStatus): MachineAction[] {
  if (!roleMay(actor.role, 'machine.manage')) return []
  return MACHINE_ACTIONS.filter((action) => machineAllows(action, status))
}
