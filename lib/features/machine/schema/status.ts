import { z } from 'zod'

/** States of a registration (domain.md, States). */
export const MACHINE_STATUSES = ['ACTIVE', 'CANCELLED', 'REVOKED'] as const
export const machineStatus = z.enum(MACHINE_STATUSES)
export type MachineStatus = z.output<typeof machineStatus>

export const MACHINE_STATUS_LABELS: Record<MachineStatus, string> = {
  ACTIVE: '有效',
  CANCELLED: '已注销',
  REVOKED: '已撤销',
}

/** Status for staff: a valid registration whose number is on no machine yet says so, as the owner and the public are told. */
export function machineStatusText(status: MachineStatus, collected: boolean): string {
  return status === 'ACTIVE' && !collected ? '有效（号码未领取）' : MACHINE_STATUS_LABELS[status]
}
