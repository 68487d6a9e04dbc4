import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { absentees } from './policy'
import { comingOnes, dateOf, readAbsence } from './queries'
import { ABSENCE_LABELS, type Absence, type NewAbsence } from './schema'

/**
 * Enters days on which a reviewer is away. What the officer has claimed stays theirs: handing it over or giving it up is a
 * choice of its own.
 * @throws AppError NOT_FOUND for who is no reviewer of the actor's area; INVALID for past days and for days entered already
 */
export function setAbsence(
  actor: StaffActor,
  staffId: string,
  { kind, from, to }: NewAbsence,
): Promise<Absence> {
  return transact(async (tx) => {
    const divisionCode = await lockReviewer(tx, actor, staffId)
    if (from < chinaDay(new Date())) throw fieldError('from', '开始日期不能早于今天')
    const other = await tx.staffAbsence.findFirst({
      where: { staffId, endedAt: null, fromDay: { lte: dateOf(to) }, toDay: { gte: dateOf(from) } },
    })
    if (other) throw fieldError('from', `这些日期中已经登记过${ABSENCE_LABELS[other.kind]}`)
    const { id } = await tx.staffAbsence.create({
      data: { staffId, kind, fromDay: dateOf(from), toDay: dateOf(to), setById: actor.id, setAt: new Date() },
    })
    await audit(tx, actor, {
      action: 'staff.absent',
      subjectType: 'staff',
      subjectId: staffId,
      districtCode: divisionCode,
      details: { absence: kind, from, to },
    })
    return readAbsence(tx, id)
  })
}

/** 销假, or taken back before it began. @throws AppError NOT_FOUND, also for one that is over */
export function endAbsence(
  actor: StaffActor,
  { id: staffId, absenceId }: { id: string; absenceId: string },
): Promise<void> {
  return transact(async (tx) => {
    const divisionCode = await lockReviewer(tx, actor, staffId)
    const { count } = await tx.staffAbsence.updateMany({
      where: { id: absenceId, staffId, ...comingOnes() },
      data: { endedAt: new Date(), endedById: actor.id },
    })
    if (count !== 1) throw new AppError('NOT_FOUND')
    await audit(tx, actor, {
      action: 'staff.back',
      subjectType: 'staff',
      subjectId: staffId,
      districtCode: divisionCode,
    })
  })
}

/**
 * Locks the officer's row: of two absences entered at once the second sees the first, and a filing that is being handed to
 * the officer is handed over before or not at all.
 * @returns the division of the officer's bureau
 */
async function lockReviewer(tx: Tx, actor: StaffActor, staffId: string): Promise<string> {
  await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR NO KEY UPDATE`
  const found = await tx.staff.findFirst({
    where: { AND: [{ id: staffId }, absentees(actor)] },
    select: { bureau: { select: { divisionCode: true } } },
  })
  if (!found) throw new AppError('NOT_FOUND')
  return found.bureau.divisionCode
}
