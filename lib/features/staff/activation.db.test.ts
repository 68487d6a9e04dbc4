import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { staffAuthRoutes } from '@/lib/features/staff/routes/sign-in'
import { db } from '@/lib/server/database/db'
import { mountApi } from '@/lib/server/http/mount-api'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { signInStaff } from './commands/sign-in'

const { issueActivation, resetStaffPassword } = staffConsoleRoutes
const NEXT = 'Kuaile-Gongzuo-7'
const browser = { address: '10.0.0.31', device: 'Chrome 94 · Windows 10' }
const signIn = (username: string, password: string) => signInStaff({ username, password }, browser)

async function auth(path: string, body: unknown) {
  const answer = await mountApi([], staffAuthRoutes).fetch(
    new Request(`http://localhost:3000/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  return { status: answer.status, body: await answer.json() }
}

/** A new person of 东城区 and the security administrator of the city. */
async function newcomer() {
  const admin = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const person = await makeStaff(db(), 'REVIEWER', '110101')
  await db().staff.update({ where: { id: person.id }, data: { mustChangePassword: true } })
  return { admin, ...person }
}
type Link = { link: string; expiresAt: string }
const issue = ({ headers }: { headers: Record<string, string> }, id: string) =>
  callRoute<Link & { code?: string }>(issueActivation, { headers, params: { id } })
const tokenOf = ({ link }: Link) => link.split('/activate#')[1] ?? ''

test('a link replaces the issued password, is not used up by looking, and sets a password once', async () => {
  const { admin, id, username, name } = await newcomer()
  const { body } = await issue(admin, id)
  const token = tokenOf(body)
  expect(body.link).toMatch(/^http:\/\/localhost:3000\/activate#[\w-]{43}$/)
  const hours = (Date.parse(body.expiresAt) - Date.now()) / 3_600_000
  expect(Math.round(hours)).toBe(72)
  const stored = await db().staffActivation.findUniqueOrThrow({ where: { staffId: id } })
  expect(JSON.stringify(stored)).not.toContain(token)
  await expect(signIn(username, FACTORY_PASSWORD)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })

  for (let n = 0; n < 2; n += 1)
    expect(await auth('activation/check', { token })).toEqual({ status: 200, body: { username, name } })
  const weak = await auth('activation', { token, password: 'qq123456' })
  expect([weak.status, weak.body.errors[0].path]).toEqual([422, 'password'])
  const both = await Promise.all([1, 2].map(() => auth('activation', { token, password: NEXT })))
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404])
  expect((await auth('activation/check', { token })).status).toBe(404)
  await expect(signIn(username, NEXT)).resolves.toMatchObject({ id })
  expect(await db().staff.findUniqueOrThrow({ where: { id } })).toMatchObject({ mustChangePassword: false })
  const events = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['staff.issue-activation', 'staff.activate', 'staff.sign-in']),
  )
  expect(JSON.stringify(events.map(({ details }) => details))).not.toContain(token)
})

test('a link made anew, a reset, an expiry and a disabled person end the former', async () => {
  const { admin, id } = await newcomer()
  const status = async (token: string) => (await auth('activation', { token, password: NEXT })).status
  const first = tokenOf((await issue(admin, id)).body)
  const second = tokenOf((await issue(admin, id)).body)
  expect(await status(first)).toBe(404)
  await db().staff.update({ where: { id }, data: { disabledAt: new Date() } })
  expect(await status(second)).toBe(404)
  await db().staff.update({ where: { id }, data: { disabledAt: null } })
  await db().staffActivation.update({ where: { staffId: id }, data: { expiresAt: new Date(Date.now() - 1) } })
  expect(await status(second)).toBe(404)
  const third = tokenOf((await issue(admin, id)).body)
  expect((await callRoute(resetStaffPassword, { headers: admin.headers, params: { id } })).status).toBe(200)
  expect(await status(third)).toBe(404)
  expect(await status('a'.repeat(43))).toBe(404)
  expect(await status('short')).toBe(422)
})

test('no link for who has signed in, has an own password, is oneself or of another area', async () => {
  const { admin, id, username } = await newcomer()
  const stranger = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '130200')
  expect((await issue(stranger, id)).status).toBe(404)
  await signIn(username, FACTORY_PASSWORD)
  expect((await issue(admin, id)).status).toBe(409)
  const { id: own } = await makeStaff(db(), 'REVIEWER', '110101')
  expect((await issue(admin, own)).status).toBe(409)
  expect((await issue(admin, admin.id)).status).toBe(409)
})
