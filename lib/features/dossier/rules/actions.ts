import type { MachineStatus } from '@/lib/features/machine/schema/status'
import type { MachineAction } from '../schema/console'

type Transition = { from: readonly MachineStatus[]; to: MachineStatus }

/**
 * The state machine of registrations, used by buttons and commands. CANCELLED is final; REVOKED can be reinstated
 * (domain.md, States).
 */
export const MACHINE_TRANSITIONS: Record<MachineAction, Transition> = {
  REVOKE: { from: ['ACTIVE'], to: 'REVOKED' },
  REINSTATE: { from: ['REVOKED'], to: 'ACTIVE' },
  CORRECT_STAGE: { from: ['ACTIVE'], to: 'ACTIVE' },
}

export function machineAllows(action: MachineAction, status: MachineStatus): boolean {
  return MACHINE_TRANSITIONS[action].from.includes(status)
}
