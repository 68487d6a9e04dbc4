import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { confirmationRoutes } from '@/lib/features/confirmation/routes'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { bureauOf, makeStaff } from '@/prisma/factories/staff'
import { staffCookie } from '@/testing/access-actors'
import { needSecondPersons } from '@/testing/access-acts'
import { callRoute } from '@/testing/call-route'
import { call, newPerson, onlyRequest, recorded, row, waitingFor, works } from '@/testing/staff-power'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { activate } from './commands/activate'
import { signInStaff } from './commands/sign-in'

const { createStaff, updateStaff, enableStaff, disableStaff, resetStaffPassword, issueActivation, getMe } =
  staffConsoleRoutes
const { confirmAct, declineAct, withdrawAct } = confirmationRoutes
const NEXT = 'Kuaile-Gongzuo-7'

const signIn = (username: string, password: string) =>
  signInStaff({ username, password }, { address: '10.0.0.41', device: 'Chrome 94 · Windows 10' })

let asker: StaffSession
let second: StaffSession
beforeAll(async () => {
  await needSecondPersons()
  asker = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  second = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
})

test('a new account signs in only after another has confirmed it; no password, hash or secret is in the request', async () => {
  const made = await call(createStaff, asker, undefined, await newPerson('REVIEWER', '110101'))
  const { staff, password } = made.body
  expect([made.status, staff.disabledAt === null, staff.secondPerson]).toEqual([201, false, true])
  expect(staff.enabling).toMatchObject({
    state: 'WAITING',
    own: true,
    may: ['WITHDRAW'],
    askedBy: asker.name,
  })
  expect(staff.enabling?.reason).toContain('新增人员：审核，')
  expect(staff.enabling?.confirmers).toHaveLength(1)
  await expect(signIn(staff.username, password)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })

  const act = await onlyRequest(staff.id)
  const stored = JSON.stringify([
    await db().pendingAct.findUnique({ where: { id: act } }),
    (await recorded(staff.id, 'act.ask')).map(({ details }) => details),
  ])
  expect(stored).not.toContain(password)
  expect(stored).not.toContain((await row(staff.id)).passwordHash)
  expect(stored).not.toMatch(/hash|totp|secret/i)

  expect((await call(confirmAct, asker, act)).status).toBe(403)
  expect(await works(staff.id)).toBe(false)
  expect((await call(confirmAct, second, act)).status).toBe(200)
  await expect(signIn(staff.username, password)).resolves.toMatchObject({ id: staff.id })
  expect(await recorded(staff.id, 'staff.enable')).toMatchObject([
    { actorId: second.id, details: { askedBy: asker.id } },
  ])
  expect((await recorded(staff.id, 'staff.create')).map(({ details }) => details)).not.toContainEqual(
    expect.objectContaining({ alone: true }),
  )
})

type Change = (id: string) => Promise<Awaited<ReturnType<typeof call>>>
const CHANGES: Record<string, Change> = {
  'another role': (id) => call(updateStaff, asker, id, { role: 'SUPERVISOR' }),
  'another bureau': async (id) =>
    call(updateStaff, asker, id, { bureauId: (await bureauOf(db(), '110108')).id }),
  'a new password and no second factor': (id) => call(resetStaffPassword, asker, id),
  'an activation link': (id) => call(issueActivation, asker, id),
}

describe.each(Object.entries(CHANGES))('%s', (_, change) => {
  let id: string
  let session: Record<string, string>
  beforeEach(async () => {
    const person = await makeStaff(db(), 'REVIEWER', '110101')
    id = person.id
    session = await staffCookie(person)
    await db().staff.update({ where: { id }, data: { mustChangePassword: true, lastSignInAt: null } })
  })

  test('leaves the account disabled until another has confirmed it', async () => {
    expect((await change(id)).status).toBe(200)
    expect(await works(id)).toBe(false)
    expect((await callRoute(getMe, { headers: session })).status).toBe(401)
    const act = await onlyRequest(id)
    expect((await call(confirmAct, asker, act)).status).toBe(403)
    expect((await call(declineAct, asker, act, { reason: '不需要了' })).status).toBe(403)
    expect(await works(id)).toBe(false)
    expect((await call(confirmAct, second, act)).status).toBe(200)
    expect(await works(id)).toBe(true)
    expect(await waitingFor(id)).toEqual([])
  })

  test('while it waits, others change nothing, and what the asker changes is asked for anew', async () => {
    await change(id)
    const first = await onlyRequest(id)
    const before = await row(id)
    const others = [
      await call(updateStaff, second, id, { role: 'COUNTER' }),
      await call(resetStaffPassword, second, id),
      await call(issueActivation, second, id),
      await call(enableStaff, second, id),
    ]
    expect(others.map(({ status }) => status)).toEqual([409, 409, 409, 409])
    expect(await row(id)).toEqual(before)

    expect((await call(resetStaffPassword, asker, id)).status).toBe(200)
    const again = await onlyRequest(id)
    expect(again).not.toBe(first)
    expect((await call(confirmAct, second, first)).status).toBe(409)
    expect(await works(id)).toBe(false)
    expect((await recorded(id, 'act.withdraw')).length).toBe(1)
    expect((await call(confirmAct, second, again)).status).toBe(200)
  })

  test('asks nobody about an account that is disabled anyway', async () => {
    await call(disableStaff, asker, id)
    const { status } = await change(id)
    expect([200, 409]).toContain(status)
    expect([await works(id), await waitingFor(id)]).toEqual([false, []])
  })
})

test('a disabled account works again by the word of another; a refusal is shown and leaves it disabled', async () => {
  const { id } = await makeStaff(db(), 'COUNTER', '110101')
  expect((await call(disableStaff, asker, id)).body.enabling).toBeNull()
  const asked = await call(enableStaff, asker, id)
  expect([asked.status, asked.body.enabling?.state]).toEqual([200, 'WAITING'])
  expect((await call(enableStaff, asker, id)).status).toBe(409)
  const declined = await call(declineAct, second, await onlyRequest(id), { reason: '此人已调离' })
  expect(declined.status).toBe(200)
  const seen = await call(updateStaff, asker, id, { name: '王建华' })
  expect(seen.body.disabledAt).not.toBeNull()
  expect(seen.body.enabling).toMatchObject({ state: 'DECLINED', declineReason: '此人已调离', may: [] })
  await call(enableStaff, asker, id)
  expect((await call(withdrawAct, asker, await onlyRequest(id))).status).toBe(200)
  await call(enableStaff, asker, id)
  expect((await call(confirmAct, second, await onlyRequest(id))).status).toBe(200)
  expect(await works(id)).toBe(true)
})

test.each([{ role: 'SUPERVISOR' }, { passwordHash: 'another', passwordChangedAt: new Date(0) }] as const)(
  'what was changed after it was asked for is not confirmed: %o',
  async (changed) => {
    const made = await call(createStaff, asker, undefined, await newPerson('REVIEWER', '110101'))
    const { id } = made.body.staff
    const act = await onlyRequest(id)
    await db().staff.update({ where: { id }, data: changed })
    const refused = await call(confirmAct, second, act)
    expect([refused.status, refused.body.code]).toEqual([409, 'VERSION_CONFLICT'])
    expect(await works(id)).toBe(false)
    expect((await call(updateStaff, asker, id, { name: '王芳' })).body.enabling).toMatchObject({
      changed: true,
    })
  },
)

test('a name, a lock and a disabling need nobody else', async () => {
  const { id } = await makeStaff(db(), 'COUNTER', '110101')
  expect((await call(updateStaff, asker, id, { name: '新名', role: 'COUNTER' })).status).toBe(200)
  expect((await call(staffConsoleRoutes.unlockStaff, asker, id)).status).toBe(200)
  expect([await works(id), await waitingFor(id)]).toEqual([true, []])
  expect((await call(disableStaff, asker, id)).status).toBe(200)
  expect(await waitingFor(id)).toEqual([])
})

test('a link for an account that waits says so, and serves once it is confirmed', async () => {
  const made = await call(createStaff, asker, undefined, await newPerson('COUNTER', '110101'))
  const { id, username } = made.body.staff
  const { link } = (await call(issueActivation, asker, id)).body
  const token = link.split('#')[1] ?? ''
  const early = activate({ token, password: NEXT })
  await expect(early).rejects.toThrow('等待另一位安全管理员确认')
  expect((await call(confirmAct, second, await onlyRequest(id))).status).toBe(200)
  await activate({ token, password: NEXT })
  await expect(signIn(username, NEXT)).resolves.toMatchObject({ id })
})
