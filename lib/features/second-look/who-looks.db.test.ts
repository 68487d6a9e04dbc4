import { expect, it } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { dateOf } from '@/lib/features/absence/queries'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeStaff } from '@/prisma/factories/staff'
import { staffSession } from '@/testing/staff-session'
import { reassignLooks } from './commands/assign'

/** A filing that waits to be looked at again by this officer. */
async function waitingFor(assigneeId: string) {
  const { id: reviewerId } = await staffSession(db(), 'REVIEWER')
  const { id: filingId } = await makeFiling(db(), 'APPROVED', { reviewerId })
  const { id: decisionId } = await db().decision.findFirstOrThrow({ where: { filingId } })
  const drawn = { why: 'RANDOM' as const, drawnAt: new Date(), assignedAt: new Date(), assigneeId }
  await db().secondLook.create({ data: { ...drawn, filingId, decisionId, deciderId: reviewerId } })
  return filingId
}
const assignee = async (filingId: string) =>
  (await db().secondLook.findUniqueOrThrow({ where: { filingId } })).assigneeId

it('is another one while the officer is away', async () => {
  const { id: staffId } = await makeStaff(db(), 'REVIEWER', '110101')
  const filingId = await waitingFor(staffId)
  await makeStaff(db(), 'REVIEWER', '110101')
  await reassignLooks()
  expect(await assignee(filingId)).toBe(staffId)
  const today = dateOf(chinaDay(new Date()))
  await db().staffAbsence.create({
    data: { staffId, kind: 'LEAVE', fromDay: today, toDay: today, setById: staffId, setAt: new Date() },
  })
  await reassignLooks()
  expect(await assignee(filingId)).not.toBe(staffId)
  expect(await assignee(filingId)).not.toBeNull()
})

it('is nobody who entered the filing at the counter', async () => {
  const { id: staffId, bureauId } = await makeStaff(db(), 'REVIEWER', '110101')
  const filingId = await waitingFor(staffId)
  await db().filing.update({
    where: { id: filingId },
    data: { assistantIds: [staffId], assistedBureauId: bureauId },
  })
  await reassignLooks()
  expect(await assignee(filingId)).not.toBe(staffId)
})
