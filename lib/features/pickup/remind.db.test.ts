import { afterAll, expect, test } from 'vitest'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { sendDueMessages } from '@/lib/features/owner-message/commands/send-due'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { makeFiling } from '@/prisma/factories/filing'
import { makeHolder } from '@/prisma/factories/holder'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { messagesTo } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'
import { remindOfCollection } from './commands/remind'

const { listNotices } = noticeRoutes

afterAll(stopWorkers)

const DAY = 86_400_000
const START = new Date()
const after = (days: number) => new Date(START.getTime() + days * DAY)

async function reminded(pickupId: string | null) {
  const pickup = await db().pickup.findUniqueOrThrow({ where: { id: pickupId ?? '' } })
  const events = await db().auditEvent.count({
    where: { action: 'pickup.remind', subjectId: pickup.filingId },
  })
  const notices = await db().notice.count({ where: { filingId: pickup.filingId, kind: 'REMINDER' } })
  return [pickup.reminders, events, notices]
}

test('once after 30 days and each 30 more, three times in all, whoever runs it how often', async () => {
  const owner = await ownerSession(db())
  const { pickupId } = await makeFiling(db(), 'APPROVED', { filerId: owner.id, pickupCode: '964069' })
  await remindOfCollection(after(29))
  expect(await reminded(pickupId)).toEqual([0, 0, 0])
  await Promise.all([1, 2, 3].map(() => remindOfCollection(after(31))))
  await remindOfCollection(after(32))
  expect(await reminded(pickupId)).toEqual([1, 1, 1])
  for (const days of [60, 61, 92, 130, 200]) await remindOfCollection(after(days))
  expect(await reminded(pickupId)).toEqual([3, 3, 3])

  const { body } = await callRoute<{ data: { text: string }[] }>(listNotices, { token: owner.token })
  expect(body.data[0]?.text).toMatch(/尚未领取，请凭领取码964069/)
})

test('never for collected or revoked ones; the setting of the district counts', async () => {
  const collected = await makeFiling(db(), 'COLLECTED')
  const revoked = await makeFiling(db(), 'APPROVED')
  await db().machine.update({ where: { id: revoked.machineId ?? '' }, data: { status: 'REVOKED' } })
  await db().setting.create({
    data: { key: 'collection-reminder', divisionCode: '110108', value: { days: 7, times: 1 } },
  })
  const sooner = await makeFiling(db(), 'APPROVED', { districtCode: '110108' })
  for (const days of [8, 16, 40]) await remindOfCollection(after(days))
  expect(await reminded(collected.pickupId)).toEqual([0, 0, 0])
  expect(await reminded(revoked.pickupId)).toEqual([0, 0, 0])
  expect(await reminded(sooner.pickupId)).toEqual([1, 1, 1])
})

test('the text message goes to owner and agent, and names no code', async () => {
  const owner = await ownerSession(db())
  const agent = await ownerSession(db())
  const { pickupId } = await makeFiling(db(), 'APPROVED', {
    ownerId: owner.id,
    filerId: agent.id,
    pickupCode: '217276',
  })
  await remindOfCollection(after(31))
  expect(await reminded(pickupId)).toEqual([1, 1, 2])
  const noon = new Date(`${after(1).toISOString().slice(0, 10)}T04:00:00Z`)
  while ((await sendDueMessages(noon)) > 0);
  for (const { phone } of [owner, agent]) {
    const sent = await messagesTo(phone)
    const [message, ...more] = sent.filter(({ purpose }) => purpose === 'COLLECT')
    expect(more).toEqual([])
    expect(message).toMatchObject({ purpose: 'COLLECT', code: '' })
    expect(message?.text).toContain('尚未领取')
    expect(message?.text).not.toContain('217276')
  }
})

test('whom nothing reaches is not counted as reminded; a phone that nobody has proven gets no message', async () => {
  const holder = await makeHolder(db(), { name: '没有手机', idNumber: newPersonNumber(), districts: [] })
  const phone = newPhone()
  const contact = {
    phone: encrypt('account.phone', holder.id, phone),
    phoneIndex: blindIndex('phone', phone),
  }
  await db().account.update({ where: { id: holder.id }, data: contact })
  const alone = await makeFiling(db(), 'APPROVED', { filerId: holder.id })
  const agent = await ownerSession(db())
  const represented = await makeFiling(db(), 'APPROVED', { filerId: agent.id, ownerId: holder.id })
  await remindOfCollection(after(31))
  expect(await reminded(alone.pickupId)).toEqual([0, 0, 0])
  expect((await reminded(represented.pickupId))[0]).toBe(1)
  expect(await messagesTo(phone)).toEqual([])
})
