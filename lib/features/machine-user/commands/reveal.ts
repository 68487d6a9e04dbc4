import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { recordReveal } from '@/lib/features/disclosure/commands'
import type { Stated } from '@/lib/features/disclosure/schema'
import { transact } from '@/lib/server/database/db'
import { openMachineUser } from '../queries'

/**
 * Name and phone of a machine's user in full. Every call is audited with its purpose, and counts for the day.
 * @throws AppError NOT_FOUND outside the area; those of `recordReveal`
 */
export function revealMachineUser(
  actor: StaffActor,
  { id: machineId, userId }: { id: string; userId: string },
  stated: Stated,
): Promise<{ name: string; phone: string | null }> {
  return transact(async (tx) => {
    const row = await tx.machineUser.findFirst({
      where: { id: userId, machineId, machine: actor.area },
      include: { machine: { select: { districtCode: true } } },
    })
    if (!row) throw new AppError('NOT_FOUND')
    const { machine, ...user } = row
    const entry = {
      action: 'machine.reveal-user',
      subjectType: 'machine',
      subjectId: machineId,
      districtCode: machine.districtCode,
    } as const
    await recordReveal(tx, actor, entry, stated)
    const { name, phone } = openMachineUser(user)
    return { name, phone }
  })
}
