import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'

/**
 * The full ID number and phone of a machine's present owner. Every call is audited, without the numbers.
 * @throws AppError NOT_FOUND outside the area
 */
export function revealOwner(actor: StaffActor, id: string): Promise<{ idNumber: string; phone: string }> {
  return transact(async (tx) => {
    const machine = await tx.machine.findFirst({
      where: { id, ...actor.area },
      select: { districtCode: true, owner: { select: { id: true, idNumber: true, phone: true } } },
    })
    if (!machine) throw new AppError('NOT_FOUND')
    const { districtCode, owner } = machine
    await audit(tx, actor, { action: 'machine.reveal', subjectType: 'machine', subjectId: id, districtCode })
    return { idNumber: openIdNumber(owner), phone: openPhone(owner) }
  })
}
