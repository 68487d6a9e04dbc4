import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import type { MachineStatus } from '@/lib/features/machine/schema/status'
import { machineAllows } from './rules/actions'
import { MACHINE_ACTIONS, type MachineAction } from './schema/console'

/** What this officer may do with a machine of his area now: the buttons; the commands guard the same in their WHERE. */
export function machineActionsOf(actor: Pick<StaffActor, 'role'>, status: MachineStatus): MachineAction[] {
  if (!roleMay(actor.role, 'machine.manage')) return []
  return MACHINE_ACTIONS.filter((action) => machineAllows(action, status))
}
