import { beforeAll, describe, expect, test } from 'vitest'
import { confirmationRoutes } from '@/lib/features/confirmation/routes'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { makeStaff } from '@/prisma/factories/staff'
import { staffCookie } from '@/testing/access-actors'
import { needSecondPersons } from '@/testing/access-acts'
import { call, newPerson, onlyRequest, recorded, row, works } from '@/testing/staff-power'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { signInStaff } from './commands/sign-in'

const { createStaff, updateStaff, enableStaff, disableStaff, resetStaffPassword } = staffConsoleRoutes
const { confirmAct } = confirmationRoutes

const signIn = (username: string, password: string) =>
  signInStaff({ username, password }, { address: '10.0.0.41', device: 'Chrome 94 · Windows 10' })

let asker: StaffSession
let second: StaffSession
beforeAll(async () => {
  await needSecondPersons()
  asker = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  second = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
})

describe('while nobody else could confirm', () => {
  test('a further security administrator is made alone, and the trail says so; all else names the ways out', async () => {
    const lone = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '130200')
    // Neither another area nor a disabled one helps.
    await makeStaff(db(), 'SECURITY_ADMINISTRATOR', '130300')
    await makeStaff(db(), 'SECURITY_ADMINISTRATOR', '130200', { disabledAt: new Date() })
    const { id } = await makeStaff(db(), 'COUNTER', '130202')
    const { id: gone } = await makeStaff(db(), 'COUNTER', '130202', { disabledAt: new Date() })
    const [before, goneBefore] = [await row(id), await row(gone)]
    const people = await db().staff.count()
    const refusals = [
      await call(createStaff, lone, undefined, await newPerson('REVIEWER', '130202')),
      await call(createStaff, lone, undefined, await newPerson('AUDIT_ADMINISTRATOR', '130202')),
      await call(updateStaff, lone, id, { role: 'SECURITY_ADMINISTRATOR' }),
      await call(resetStaffPassword, lone, id),
      await call(enableStaff, lone, gone),
    ]
    for (const { status, body } of refusals) {
      expect(status).toBe(409)
      expect(body.detail).toContain('请先新增一名安全管理员')
      expect(body.detail).toContain('规则')
    }
    expect([await row(id), await row(gone), await db().staff.count()]).toEqual([before, goneBefore, people])

    const made = await call(createStaff, lone, undefined, await newPerson('SECURITY_ADMINISTRATOR', '130200'))
    const { staff, password } = made.body
    expect([made.status, staff.disabledAt, staff.enabling]).toEqual([201, null, null])
    expect(await recorded(staff.id, 'staff.create')).toMatchObject([{ details: { alone: true } }])
    await expect(signIn(staff.username, password)).resolves.toMatchObject({ id: staff.id })

    const next = await call(createStaff, lone, undefined, await newPerson('SECURITY_ADMINISTRATOR', '130200'))
    expect(next.body.staff.enabling?.state).toBe('WAITING')
    await db().staff.update({ where: { id: staff.id }, data: { mustChangePassword: false } })
    const other = { ...lone, id: staff.id, headers: await staffCookie(staff) }
    expect((await call(confirmAct, other, await onlyRequest(next.body.staff.id))).status).toBe(200)
  })

  test('the one whose account it is does not count, nor do two who are made at once', async () => {
    const one = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '130400')
    const making = await Promise.all(
      [1, 2].map(async () =>
        call(createStaff, one, undefined, await newPerson('SECURITY_ADMINISTRATOR', '130400')),
      ),
    )
    const alone = making.filter(({ body }) => body.staff.enabling === null)
    expect([making.map(({ status }) => status), alone.length]).toEqual([[201, 201], 1])
    const id = alone[0]?.body.staff.id ?? ''
    expect((await call(resetStaffPassword, one, id)).body.detail).toContain('请先新增一名安全管理员')
    expect(await works(id)).toBe(true)
  })
})

describe('at the same moment', () => {
  test('one of two confirmations is done', async () => {
    const third = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
    const { id } = (await call(createStaff, asker, undefined, await newPerson('REVIEWER', '110101'))).body
      .staff
    const act = await onlyRequest(id)
    const answers = await Promise.all([second, third].map((who) => call(confirmAct, who, act)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await recorded(id, 'staff.enable')).toHaveLength(1)
  })

  test('a confirmation never enables a password that was set after the request', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = (await call(createStaff, asker, undefined, await newPerson('REVIEWER', '110101'))).body
        .staff
      const act = await onlyRequest(id)
      const [reset, confirmed] = await Promise.all([
        call(resetStaffPassword, asker, id),
        call(confirmAct, second, act),
      ])
      expect(reset.status).toBe(200)
      expect([200, 409]).toContain(confirmed.status)
      expect(await works(id)).toBe(false)
      const now = await db().pendingAct.findUniqueOrThrow({ where: { id: await onlyRequest(id) } })
      expect(now.payload).toMatchObject({
        passwordChangedAt: (await row(id)).passwordChangedAt.toISOString(),
      })
    }
  })

  test('of two who disable each other one keeps working', async () => {
    for (let round = 0; round < 10; round++) {
      const [a, b] = [
        await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000'),
        await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000'),
      ]
      const answers = await Promise.all([call(disableStaff, a, b.id), call(disableStaff, b, a.id)])
      // Others work here, so both only ask, and the first confirmation makes the other's request void.
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      const acts = await db().pendingAct.findMany({
        where: { kind: 'DISABLE_STAFF', state: 'WAITING', subjectId: { in: [a.id, b.id] } },
      })
      const confirmed = await Promise.all(acts.map(({ id }) => call(confirmAct, second, id)))
      expect(confirmed.map(({ status }) => status).toSorted()).toEqual([200, 409])
      expect([await works(a.id), await works(b.id)].filter(Boolean)).toHaveLength(1)
    }
  })
})

test('where the rule is switched off meanwhile, the account is enabled at once and the request is over', async () => {
  const { id } = (await call(createStaff, asker, undefined, await newPerson('REVIEWER', '110106'))).body.staff
  const act = await onlyRequest(id)
  const key = { key: 'staff-second-person', divisionCode: '000000' }
  await db().setting.create({ data: { ...key, value: { ENABLE_STAFF: false } } })
  const enabled = await call(enableStaff, asker, id)
  expect([enabled.status, enabled.body.disabledAt, enabled.body.secondPerson]).toEqual([200, null, false])
  expect((await call(confirmAct, second, act)).body.code).toBe('VERSION_CONFLICT')
  const reset = await call(resetStaffPassword, asker, id)
  expect(reset.body.staff.disabledAt).toBeNull()
  await expect(signIn(reset.body.staff.username, reset.body.password)).resolves.toMatchObject({ id })
  const made = await call(createStaff, asker, undefined, await newPerson('REVIEWER', '110106'))
  expect(made.body.staff).toMatchObject({ disabledAt: null, enabling: null })
})
