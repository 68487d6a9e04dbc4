import { beforeAll, describe, expect, test } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { confirmationRoutes } from '@/lib/features/confirmation/routes'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { bureauOf, makeStaff } from '@/prisma/factories/staff'
import { needSecondPersons } from '@/testing/access-acts'
import { callRoute } from '@/testing/call-route'
import { call, newPerson, recorded, works } from '@/testing/staff-power'
import { type StaffSession, staffSession } from '@/testing/staff-session'

const { createStaff, updateStaff, disableStaff, resetStaffPassword, issueActivation } = staffConsoleRoutes
const { confirmAct, declineAct, listPendingActs } = confirmationRoutes

/** The rule is on: docs/decisions/0058. */
beforeAll(needSecondPersons)

const security = (divisionCode: string) => staffSession(db(), 'SECURITY_ADMINISTRATOR', divisionCode)
const request = async (subjectId: string) =>
  (await db().pendingAct.findFirstOrThrow({ where: { subjectId, kind: 'DISABLE_STAFF', state: 'WAITING' } }))
    .id

describe('a security administrator', () => {
  let above: StaffSession
  let one: StaffSession
  let other: StaffSession
  beforeAll(async () => {
    above = await security('320000')
    one = await security('320100')
    other = await security('320100')
  })

  test('is disabled only when another has confirmed it, who is neither who asked nor the one it is about', async () => {
    const asked = await call(disableStaff, above, one.id)
    expect([asked.status, asked.body.disabledAt, asked.body.disabling?.state]).toEqual([200, null, 'WAITING'])
    expect(asked.body.disabling?.confirmers).toHaveLength(1)
    expect((await call(disableStaff, above, one.id)).status).toBe(409)
    const act = await request(one.id)
    expect((await call(confirmAct, above, act)).status).toBe(403)
    expect((await call(confirmAct, one, act)).status).toBe(403)
    expect((await call(declineAct, one, act, { reason: '不同意' })).status).toBe(403)
    const seen = await callRoute<{ data: { id: string }[] }>(listPendingActs, {
      query: { view: 'WAITING' },
      headers: one.headers,
    })
    expect(seen.body.data).toEqual([])
    expect(await works(one.id)).toBe(true)
    expect((await call(confirmAct, other, act)).status).toBe(200)
    expect(await works(one.id)).toBe(false)
    expect(await recorded(one.id, 'staff.disable')).toMatchObject([
      { actorId: other.id, details: { askedBy: above.id } },
    ])
  })

  test('cannot be taken off work by another role, bureau, password or link either', async () => {
    const person = await security('320100')
    const bureauId = (await bureauOf(db(), '320102')).id
    const refused = [
      await call(updateStaff, above, person.id, { role: 'COUNTER' }),
      await call(updateStaff, above, person.id, { bureauId }),
      await call(resetStaffPassword, above, person.id),
    ]
    for (const { status, body } of refused) {
      expect(status).toBe(409)
      expect(body.detail).toContain('请先停用')
    }
    expect((await call(issueActivation, above, person.id)).status).toBe(409)
    expect(await works(person.id)).toBe(true)
    expect((await call(updateStaff, above, person.id, { name: '王建国' })).status).toBe(200)
  })

  test('who was moved or disabled after it was asked for is not disabled by a late word', async () => {
    const person = await security('320100')
    await call(disableStaff, above, person.id)
    const act = await request(person.id)
    await db().staff.update({ where: { id: person.id }, data: { role: 'COUNTER' } })
    const late = await call(confirmAct, other, act)
    expect([late.status, late.body.code]).toEqual([409, 'VERSION_CONFLICT'])
    expect(await works(person.id)).toBe(true)
  })
})

test('where nobody else works, it takes effect at once and the trail says so; an unused account is nobody', async () => {
  const [one, other] = [await security('330100'), await security('330100')]
  await makeStaff(db(), 'SECURITY_ADMINISTRATOR', '330100')
  const done = await call(disableStaff, one, other.id)
  expect([done.status, done.body.disabledAt === null]).toEqual([200, false])
  expect(await recorded(other.id, 'staff.disable')).toMatchObject([{ details: { alone: true } }])
})

test('an absence makes nobody of a colleague: the disabling waits', async () => {
  const [one, other, away] = [await security('340100'), await security('340100'), await security('340100')]
  const today = new Date(`${chinaDay(new Date())}T00:00:00.000Z`)
  const data = { fromDay: today, toDay: today, setById: one.id, setAt: new Date() }
  await db().staffAbsence.create({ data: { staffId: away.id, kind: 'LEAVE', ...data } })
  const asked = await call(disableStaff, one, other.id)
  expect(asked.body.disabling).toMatchObject({ confirmers: [], notYet: [{ why: 'ABSENT', people: 1 }] })
  expect(await works(other.id)).toBe(true)
})

test('three who disable each other at once leave one who works', async () => {
  const people = [await security('350100'), await security('350100'), await security('350100')]
  const [a, b, c] = people as [StaffSession, StaffSession, StaffSession]
  for (const [asker, subject] of [
    [a, b],
    [b, c],
    [c, a],
  ] as const)
    expect((await call(disableStaff, asker, subject.id)).status).toBe(200)
  const acts = { a: await request(a.id), b: await request(b.id), c: await request(c.id) }
  const answers = await Promise.all([
    call(confirmAct, c, acts.b),
    call(confirmAct, a, acts.c),
    call(confirmAct, b, acts.a),
  ])
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  const left = await Promise.all(people.map(({ id }) => works(id)))
  expect(left.filter(Boolean).length).toBeGreaterThan(0)
})

test('who can confirm is counted at this moment: not who never signed in, nor who must set up first', async () => {
  const asker = await security('360100')
  const able = await security('360100')
  await makeStaff(db(), 'SECURITY_ADMINISTRATOR', '360100')
  const [fresh, factor] = [await security('360100'), await security('360100')]
  await db().staff.update({ where: { id: fresh.id }, data: { mustChangePassword: true } })
  await db().staffSession.updateMany({ where: { staffId: factor.id }, data: { factorRequired: true } })
  const { body } = await call(createStaff, asker, undefined, await newPerson('REVIEWER', '360102'))
  const { confirmers, notYet } = body.staff.enabling ?? {}
  expect(confirmers).toMatchObject([{ people: 1 }])
  expect(notYet).toEqual(
    expect.arrayContaining([
      { why: 'NEVER_SIGNED_IN', people: 1 },
      { why: 'SET_UP', people: 2 },
    ]),
  )
  await db().staff.update({ where: { id: able.id }, data: { disabledAt: new Date() } })
  const again = await call(updateStaff, asker, body.staff.id, { name: '王芳芳' })
  expect(again.body.enabling?.confirmers).toEqual([])
})
