import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { recordReveal } from '@/lib/features/disclosure/commands'
import type { Stated } from '@/lib/features/disclosure/schema'
import { transact } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'

/**
 * The full ID number and phone of a machine's present owner. Every call is audited with its purpose, without the numbers.
 * @throws AppError NOT_FOUND outside the area; those of `recordReveal`
 */
export function revealOwner(
  actor: StaffActor,
  id: string,
  stated: Stated,
): Promise<{ idNumber: string; phone: string }> {
  return transact(async (tx) => {
    const machine = await tx.machine.findFirst({
      where: { id, ...actor.area },
      select: { districtCode: true, owner: { select: { id: true, idNumber: true, phone: true } } },
    })
    if (!machine) throw new AppError('NOT_FOUND')
    const { districtCode, owner } = machine
    const entry = { action: 'machine.reveal', subjectType: 'machine', subjectId: id, districtCode } as const
    await recordReveal(tx, actor, entry, stated)
    return { idNumber: openIdNumber(owner), phone: openPhone(owner) }
  })
}
