import { expect, test } from 'vitest'
import { BACKGROUND_HEADER } from '@/lib/core/endpoint'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { staffAuthRoutes } from '@/lib/features/staff/routes/sign-in'
import { db } from '@/lib/server/database/db'
import { mountApi } from '@/lib/server/http/mount-api'
import { staffCookieName } from '@/lib/server/session/staff-cookie'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { signInRule } from '@/testing/sign-in-rule'
import { staffSession } from '@/testing/staff-session'
import type { SessionDto } from './schema/session'

const { getMe, listOwnSessions, endOwnSession, endOtherSessions, startTotp } = staffConsoleRoutes
const { listStaffSessions, endStaffSession, endStaffSessions } = staffConsoleRoutes

type List = { data: SessionDto[] }
type Headers = Record<string, string>
const MINUTE = 60_000
const UA =
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.1.2 Safari/537.36'

const auth = (path: string, body: unknown, headers: Headers = {}) =>
  mountApi([], staffAuthRoutes).fetch(
    new Request(`http://localhost:3000/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': UA, ...headers },
      body: JSON.stringify(body),
    }),
  )

/** Signs in by the route. @returns the headers that its browser sends from now on */
async function signIn(username: string, headers: Headers = {}): Promise<Headers> {
  const answer = await auth('callback/credentials', { username, password: FACTORY_PASSWORD }, headers)
  expect(answer.status).toBe(200)
  const [line = ''] = answer.headers.getSetCookie()
  expect(line).toMatch(/^nrmm-staff=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/)
  return { cookie: line.split(';')[0] ?? '' }
}

const statusOf = async (headers: Headers) => (await callRoute(getMe, { headers })).status
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE)
const age = (staffId: string, signedIn: Date, seen = signedIn) =>
  db().staffSession.updateMany({ where: { staffId }, data: { createdAt: signedIn, lastSeenAt: seen } })
const lastSeen = async (staffId: string) =>
  (await db().staffSession.findFirstOrThrow({ where: { staffId } })).lastSeenAt.getTime()

test('a sign-out ends the session wherever its cookie was copied, and deletes the cookie', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const headers = await signIn(username)
  const copied = { ...headers }
  expect(await statusOf(copied)).toBe(200)
  const out = await auth('signout', {}, headers)
  expect(out.headers.getSetCookie()).toEqual(['nrmm-staff=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax'])
  expect(await statusOf(copied)).toBe(401)
  expect(await db().auditEvent.count({ where: { subjectId: id, action: 'staff.sign-out' } })).toBe(1)
  // Once more, and by somebody without a session: nothing to end, nothing to record.
  expect((await auth('signout', {}, headers)).status).toBe(200)
  expect((await auth('signout', {})).status).toBe(200)
  expect(await db().auditEvent.count({ where: { subjectId: id, action: 'staff.sign-out' } })).toBe(1)
})

test('the database holds no token', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const { cookie = '' } = await signIn(username)
  const row = await db().staffSession.findFirstOrThrow({ where: { staffId: id } })
  expect(JSON.stringify(row)).not.toContain(cookie.split('=')[1])
  expect(row).toMatchObject({ device: 'Chrome 94 · Windows 10', idleMinutes: 30 })
})

test('signing in again in the same browser ends its former session only', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const [first, elsewhere] = [await signIn(username), await signIn(username)]
  const second = await signIn(username, first)
  expect(await Promise.all([first, elsewhere, second].map(statusOf))).toEqual([401, 200, 200])
  const ended = await db().staffSession.findMany({ where: { staffId: id, endedAt: { not: null } } })
  expect(ended.map(({ endReason }) => endReason)).toEqual(['REPLACED'])
})

test('thirty minutes without activity end a session; what a page asks by itself is none', async () => {
  const { id, headers } = await staffSession(db(), 'REVIEWER')
  const background = { ...headers, [BACKGROUND_HEADER]: '1' }
  await age(id, ago(60), ago(29))
  expect(await statusOf(background)).toBe(200)
  expect(Date.now() - (await lastSeen(id))).toBeGreaterThan(28 * MINUTE)
  expect(await statusOf(headers)).toBe(200)
  expect(Date.now() - (await lastSeen(id))).toBeLessThan(MINUTE)
  await age(id, ago(60), ago(31))
  expect([await statusOf(background), await statusOf(headers)]).toEqual([401, 401])
})

test('the last activity is written once a minute at most', async () => {
  const { id, headers } = await staffSession(db(), 'REVIEWER')
  await age(id, ago(10), new Date(Date.now() - 30_000))
  const before = await lastSeen(id)
  expect(await statusOf(headers)).toBe(200)
  expect(await lastSeen(id)).toBe(before)
})

test('twelve hours end a session, however active', async () => {
  const { id, headers } = await staffSession(db(), 'REVIEWER')
  await db().staffSession.updateMany({
    where: { staffId: id },
    data: { createdAt: ago(12 * 60), expiresAt: new Date(Date.now() - 1) },
  })
  expect(await statusOf(headers)).toBe(401)
})

test('the idle time is a rule of the area, and holds from the next sign-in on', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '130202')
  await signIn(username)
  await signInRule('130200', { idleMinutes: 10 })
  await signIn(username)
  const rows = await db().staffSession.findMany({ where: { staffId: id }, orderBy: { createdAt: 'asc' } })
  expect(rows.map(({ idleMinutes }) => idleMinutes)).toEqual([30, 10])
})

test('one’s own sessions are listed, this one first, and ended one by one or all others', async () => {
  await signInRule('130300')
  const { id, username } = await makeStaff(db(), 'REVIEWER', '130302')
  const [one, two, three, here] = [
    await signIn(username),
    await signIn(username),
    await signIn(username),
    await signIn(username),
  ]
  const list = (await callRoute<List>(listOwnSessions, { headers: here })).body.data
  expect(list.map(({ current }) => current)).toEqual([true, false, false, false])
  const rows = await db().staffSession.findMany({ where: { staffId: id }, orderBy: { id: 'asc' } })
  const sessionId = rows[0]?.id ?? ''
  const end = () => callRoute(endOwnSession, { headers: here, params: { sessionId } })
  expect([(await end()).status, (await end()).status]).toEqual([200, 404])
  expect(await Promise.all([one, two].map(statusOf))).toEqual([401, 200])
  const others = await callRoute(endOtherSessions, { headers: here })
  expect(others.body).toEqual({ ended: 2 })
  expect(await Promise.all([two, three, here].map(statusOf))).toEqual([401, 401, 200])
  expect(await db().auditEvent.count({ where: { subjectId: id, action: 'staff.end-session' } })).toBe(2)
})

test('a security administrator sees and ends the sessions of the area', async () => {
  const admin = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const [one, two] = [await signIn(username), await signIn(username)]
  const list = await callRoute<List>(listStaffSessions, { headers: admin.headers, params: { id } })
  expect(list.body.data.map(({ current }) => current)).toEqual([false, false])
  const sessionId = list.body.data[0]?.id ?? ''
  const stranger = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '130200')
  const params = { id, sessionId }
  for (const route of [endStaffSession, endStaffSessions, listStaffSessions])
    expect((await callRoute(route, { headers: stranger.headers, params })).status).toBe(404)
  // Another's session under a person of the area.
  const mixed = { id: admin.id, sessionId }
  expect((await callRoute(endStaffSession, { headers: admin.headers, params: mixed })).status).toBe(404)
  expect((await callRoute(endStaffSession, { headers: admin.headers, params })).body).toEqual({ ended: 1 })
  expect((await callRoute(endStaffSessions, { headers: admin.headers, params })).body).toEqual({ ended: 1 })
  expect(await Promise.all([one, two].map(statusOf))).toEqual([401, 401])
})

test('a change of password or factor needs a sign-in of the last five minutes', async () => {
  const { id, headers } = await staffSession(db(), 'REVIEWER')
  expect((await callRoute(startTotp, { headers })).status).toBe(200)
  await age(id, ago(6), new Date())
  const refused = await callRoute(startTotp, { headers })
  expect([refused.status, refused.body.code]).toEqual([401, 'CONFIRM_REQUIRED'])
  expect(await statusOf(headers)).toBe(200)
})

test('a cookie of the release before is none', async () => {
  expect(await statusOf({ cookie: 'next-auth.session-token=eyJhbGciOiJkaXIi' })).toBe(401)
  expect(await statusOf({ cookie: `${staffCookieName()}=eyJhbGciOiJkaXIi` })).toBe(401)
})
