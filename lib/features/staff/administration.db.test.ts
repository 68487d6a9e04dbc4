import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { bureauOf, makeStaff } from '@/prisma/factories/staff'
import { staffCookie } from '@/testing/access-actors'
import { callRoute } from '@/testing/call-route'
import { signInRule } from '@/testing/sign-in-rule'
import { staffSession } from '@/testing/staff-session'
import { signInStaff as signInFrom } from './commands/sign-in'
import type { Credentials } from './schema/sign-in'
import type { StaffDto } from './schema/staff'

const browser = { address: '10.0.0.1', device: 'Chrome 94 · Windows 10' }
const signInStaff = (credentials: Credentials) => signInFrom(credentials, browser)

const {
  changePassword,
  getMe,
  disableTotp,
  enableTotp,
  startTotp,
  disableStaff: disable,
  enableStaff: enable,
  resetStaffPassword: reset,
  updateStaff: update,
  unlockStaff: unlock,
  createStaff: create,
  listStaff: list,
} = staffConsoleRoutes

type StaffWithPassword = { staff: StaffDto; password: string }
const events = (subjectId: string, action: string) => db().auditEvent.count({ where: { subjectId, action } })

test('a new person signs in with the password returned once; the same username is refused', async () => {
  const { headers } = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const { id: bureauId } = await bureauOf(db(), '110101')
  const body = { username: 'wang.fang', name: '王芳', role: 'REVIEWER', bureauId }
  const made = await callRoute<StaffWithPassword>(create, { headers, body })
  expect(made.status).toBe(201)
  const { staff, password } = made.body
  await expect(signInStaff({ username: 'wang.fang', password })).resolves.toMatchObject({ id: staff.id })
  expect(await events(staff.id, 'staff.create')).toBe(1)
  const again = await callRoute(create, { headers, body })
  expect([again.status, again.body.code]).toEqual([409, 'USERNAME_TAKEN'])
  const details = await db().auditEvent.findFirstOrThrow({ where: { subjectId: staff.id } })
  expect(JSON.stringify(details.details)).not.toContain(password)
})

test('a bureau outside the area is refused', async () => {
  const { headers } = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const { id: bureauId } = await bureauOf(db(), '130200')
  const body = { username: 'far.away', name: '远', role: 'REVIEWER', bureauId }
  const refused = await callRoute(create, { headers, body })
  expect(refused.status).toBe(422)
  expect(refused.body.errors?.[0]?.path).toBe('bureauId')
  const { id } = await makeStaff(db(), 'COUNTER', '110101')
  expect((await callRoute(update, { headers, params: { id }, body: { bureauId } })).status).toBe(422)
})

test('a changed role takes effect with the next request', async () => {
  const admin = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const other = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  expect((await callRoute(list, { headers: other.headers })).status).toBe(200)
  await callRoute(update, { headers: admin.headers, params: { id: other.id }, body: { role: 'REVIEWER' } })
  expect((await callRoute(list, { headers: other.headers })).status).toBe(403)
  expect(await events(other.id, 'staff.update')).toBe(1)
})

test('nobody can disable, demote or reset themselves', async () => {
  const { id, headers } = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  expect((await callRoute(disable, { headers, params: { id } })).status).toBe(409)
  expect((await callRoute(reset, { headers, params: { id } })).status).toBe(409)
  expect((await callRoute(update, { headers, params: { id }, body: { role: 'COUNTER' } })).status).toBe(409)
  expect((await callRoute(update, { headers, params: { id }, body: { name: '新名' } })).status).toBe(200)
})

test('two administrators who disable each other concurrently: one remains', async () => {
  for (let round = 0; round < 10; round++) {
    const a = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '130200')
    const b = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '130200')
    const answers = await Promise.all([
      callRoute(disable, { headers: a.headers, params: { id: b.id } }),
      callRoute(disable, { headers: b.headers, params: { id: a.id } }),
    ])
    // The second one fails on the lock (409) or because its session has already ended (401).
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const left = await db().staff.count({ where: { id: { in: [a.id, b.id] }, disabledAt: null } })
    expect(left).toBe(1)
  }
})

test('reset gives a new password, ends sessions, second factor and lock; unlock only the lock', async () => {
  const { headers } = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const { id, ...session } = await staffSession(db(), 'COUNTER', '110101')
  const { username } = await db().staff.findUniqueOrThrow({ where: { id } })
  const now = new Date()
  const lockedUntil = new Date(now.getTime() + 60_000)
  await db().signInTries.create({ data: { key: id, staffId: id, failures: 7, countedAt: now, lockedUntil } })
  await db().staff.update({ where: { id }, data: { totpSecret: 'v1.x' } })
  const listed = await callRoute<{ data: StaffDto[] }>(list, { headers, query: { q: username } })
  expect(listed.body.data[0]?.lockedUntil).toBe(lockedUntil.toISOString())
  expect((await callRoute(unlock, { headers, params: { id } })).status).toBe(200)
  expect(await db().signInTries.count({ where: { staffId: id } })).toBe(0)
  const { status, body } = await callRoute<StaffWithPassword>(reset, { headers, params: { id } })
  expect(status).toBe(200)
  expect((await callRoute(getMe, { headers: session.headers })).status).toBe(401)
  const credentials = { username: body.staff.username, password: body.password }
  await expect(signInStaff(credentials)).resolves.toMatchObject({ id })
})

test('disable and enable report a conflict if there is nothing to do', async () => {
  const { headers } = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const { id } = await makeStaff(db(), 'COUNTER', '110101')
  expect((await callRoute(enable, { headers, params: { id } })).status).toBe(409)
  expect((await callRoute(disable, { headers, params: { id } })).status).toBe(200)
  expect((await callRoute(disable, { headers, params: { id } })).status).toBe(409)
  expect((await callRoute(enable, { headers, params: { id } })).status).toBe(200)
})

test('changing one’s password ends other sessions and keeps this one', async () => {
  const { id, headers } = await staffSession(db(), 'REVIEWER', '110101')
  const elsewhere = await staffCookie({ id })
  const next = 'Another-2026'
  const wrong = await callRoute(changePassword, { headers, body: { current: 'wrong', next } })
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, 'current'])
  const done = await callRoute(changePassword, { headers, body: { current: FACTORY_PASSWORD, next } })
  expect(done.status).toBe(204)
  expect((await callRoute(getMe, { headers })).status).toBe(200)
  expect((await callRoute(getMe, { headers: elsewhere })).status).toBe(401)
  expect(await events(id, 'staff.change-password')).toBe(1)
})

test('a second factor takes effect with its first code, and only the person’s own ticket is accepted', async () => {
  await signInRule('130300')
  const { id, headers } = await staffSession(db(), 'REVIEWER', '130302')
  const stranger = await staffSession(db(), 'REVIEWER', '130302')
  const { body } = await callRoute<{ ticket: string; secret: string }>(startTotp, { headers })
  const code = await generate({ secret: body.secret })
  const stolen = await callRoute(enableTotp, {
    headers: stranger.headers,
    body: { ticket: body.ticket, code },
  })
  expect(stolen.status).toBe(422)
  expect((await callRoute(enableTotp, { headers, body: { ticket: body.ticket, code } })).status).toBe(204)
  const stored = await db().staff.findUniqueOrThrow({ where: { id } })
  expect(stored.totpSecret).not.toContain(body.secret)
  expect((await callRoute(disableTotp, { headers, body: { password: 'wrong' } })).status).toBe(422)
  expect((await callRoute(disableTotp, { headers, body: { password: FACTORY_PASSWORD } })).status).toBe(204)
})

test('the list is paged by name, searched and filtered inside the area only', async () => {
  const { headers } = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110108')
  const foreign = await makeStaff(db(), 'COUNTER', '110101')
  for (const username of ['haidian.a', 'haidian.b', 'haidian.c']) {
    await makeStaff(db(), 'REVIEWER', '110108', { username })
  }
  type StaffPage = { data: StaffDto[]; nextCursor: string | null }
  const query = { q: 'haidian.', limit: '2' }
  const first = await callRoute<StaffPage>(list, { headers, query })
  expect(first.body.data.map(({ username }) => username)).toEqual(['haidian.a', 'haidian.b'])
  const cursor = first.body.nextCursor ?? ''
  const second = await callRoute<StaffPage>(list, { headers, query: { ...query, cursor } })
  expect(second.body.data.map(({ username }) => username)).toEqual(['haidian.c'])
  const all = await callRoute<StaffPage>(list, { headers, query: { limit: '100' } })
  expect(all.body.data.map(({ id }) => id)).not.toContain(foreign.id)
})
