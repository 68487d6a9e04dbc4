import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { makeChange } from '@/prisma/factories/change'
import { makeFiling } from '@/prisma/factories/filing'
import { makeBureau } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { changeOf } from '@/testing/change-desk'
import { staffSession } from '@/testing/staff-session'

const { disableStaff, updateStaff } = staffConsoleRoutes
const DISTRICT = '130205'

/** An officer who holds a filing and a change, each with one whose decision is under way beside it. */
async function atWork() {
  const { id } = await staffSession(db(), 'REVIEWER', DISTRICT)
  const filing = () => makeFiling(db(), 'IN_REVIEW', { districtCode: DISTRICT, reviewerId: id })
  const change = () => makeChange(db(), { claimedById: id, filing: { districtCode: DISTRICT } })
  const held = { id, filing: (await filing()).id, change: (await change()).id }
  const decided = { filing: (await filing()).id, change: (await change()).id }
  const decisionDueAt = new Date(Date.now() + 60_000)
  await db().filing.update({ where: { id: decided.filing }, data: { decisionDueAt } })
  await db().change.update({ where: { id: decided.change }, data: { decisionDueAt } })
  return { ...held, decided }
}
const lastOf = (subjectId: string) =>
  db().auditEvent.findFirst({ where: { subjectId }, orderBy: { id: 'desc' } })
const claimantOf = async ({ filing, change }: { filing: string; change: string }) => [
  (await db().filing.findUniqueOrThrow({ where: { id: filing } })).claimedById,
  (await changeOf(change)).claimedById,
]
const administrator = () => staffSession(db(), 'SECURITY_ADMINISTRATOR', '130200')

test('who is disabled loses the claims at once, on filings and on changes; open decisions end by themselves', async () => {
  const { headers } = await administrator()
  const officer = await atWork()
  const answer = await callRoute(disableStaff, { headers, params: { id: officer.id } })
  expect(answer.status).toBe(200)
  expect(await claimantOf(officer)).toEqual([null, null])
  expect(await claimantOf(officer.decided)).toEqual([officer.id, officer.id])
  const details = { staffId: officer.id, disabled: true, reassigned: false }
  expect(await lastOf(officer.filing)).toMatchObject({ action: 'filing.lapse', details })
  expect(await lastOf(officer.change)).toMatchObject({ action: 'change.claim-lapse', details })
})

test.each(['role', 'bureauId'])('so does who gets another %s', async (what) => {
  const { headers } = await administrator()
  const officer = await atWork()
  const moved = { role: 'COUNTER', bureauId: (await makeBureau(db(), '130203')).id }[what]
  const answer = await callRoute(updateStaff, {
    headers,
    params: { id: officer.id },
    body: { [what]: moved },
  })
  expect(answer.status).toBe(200)
  expect(await claimantOf(officer)).toEqual([null, null])
  expect(await claimantOf(officer.decided)).toEqual([officer.id, officer.id])
  const details = { staffId: officer.id, disabled: false, reassigned: true }
  expect(await lastOf(officer.filing)).toMatchObject({ action: 'filing.lapse', details })
  expect(await lastOf(officer.change)).toMatchObject({ action: 'change.claim-lapse', details })
})

test('who is only renamed keeps them, the same role and bureau sent along', async () => {
  const { headers } = await administrator()
  const officer = await atWork()
  const { role, bureauId } = await db().staff.findUniqueOrThrow({ where: { id: officer.id } })
  const body = { name: '新名', role, bureauId }
  expect((await callRoute(updateStaff, { headers, params: { id: officer.id }, body })).status).toBe(200)
  expect(await claimantOf(officer)).toEqual([officer.id, officer.id])
})
