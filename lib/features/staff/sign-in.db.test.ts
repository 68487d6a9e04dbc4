import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/core/app-error'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { findStaffActor } from '@/lib/server/session/staff-session'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { signInStaff as signInFrom } from './commands/sign-in'
import type { Credentials } from './schema/sign-in'

const browser = { address: '10.0.0.1', device: 'Chrome 94 · Windows 10' }
const signInStaff = (credentials: Credentials) => signInFrom(credentials, browser)

const { getMe, disableStaff: disable } = staffConsoleRoutes

const right = { password: FACTORY_PASSWORD }
const wrong = { password: 'not-the-password-1' }

/** Error code and Retry-After of a refused sign-in. */
async function refusal(attempt: Promise<unknown>): Promise<[string, number | undefined]> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error('was let in')
  return [error.code, error.retryAfterSeconds]
}
const actionsOn = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )
const wait = (staffId: string) =>
  db().signInTries.updateMany({ where: { staffId }, data: { lockedUntil: new Date(Date.now() - 1) } })

test('the right password signs in, clears failures and is audited', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  await refusal(signInStaff({ username, ...wrong }))
  await expect(signInStaff({ username, ...right })).resolves.toMatchObject({ id })
  expect(await db().signInTries.count({ where: { staffId: id, key: { startsWith: 'pair:' } } })).toBe(0)
  const row = await db().staff.findUniqueOrThrow({ where: { id } })
  expect(row.lastSignInAt).not.toBeNull()
  expect(await actionsOn(id)).toEqual(['staff.sign-in-failed', 'staff.sign-in'])
})

test('the fifth wrong password locks, then even the right one is refused, and the lock grows', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  for (let n = 0; n < 4; n++) {
    expect((await refusal(signInStaff({ username, ...wrong })))[0]).toBe('INVALID_CREDENTIALS')
  }
  const [code, first = 0] = await refusal(signInStaff({ username, ...wrong }))
  expect(code).toBe('LOCKED')
  expect(first).toBeGreaterThan(50)
  expect((await refusal(signInStaff({ username, ...right })))[0]).toBe('LOCKED')

  await wait(id)
  const [, second = 0] = await refusal(signInStaff({ username, ...wrong }))
  expect(second).toBeGreaterThan(first)
  await wait(id)
  await expect(signInStaff({ username, ...right })).resolves.toMatchObject({ id })
  expect((await actionsOn(id)).filter((action) => action === 'staff.lock')).toHaveLength(2)
})

test('unknown usernames respond and lock like existing ones', async () => {
  const username = 'nobody.at.all'
  for (let n = 0; n < 4; n++) {
    expect(await refusal(signInStaff({ username, ...wrong }))).toEqual(['INVALID_CREDENTIALS', undefined])
  }
  expect((await refusal(signInStaff({ username, ...wrong })))[0]).toBe('LOCKED')
  expect((await refusal(signInStaff({ username, ...wrong })))[0]).toBe('LOCKED')
})

test('disabled people and people of disabled bureaus cannot sign in', async () => {
  const gone = await makeStaff(db(), 'COUNTER', '110108', { disabledAt: new Date() })
  expect((await refusal(signInStaff({ username: gone.username, ...right })))[0]).toBe('INVALID_CREDENTIALS')
  const closed = await makeStaff(db(), 'COUNTER', '130200')
  await db().bureau.update({ where: { id: closed.bureauId }, data: { disabledAt: new Date() } })
  expect((await refusal(signInStaff({ username: closed.username, ...right })))[0]).toBe('INVALID_CREDENTIALS')
})

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

async function withTotp() {
  const staff = await makeStaff(db(), 'REVIEWER', '110101')
  const totpSecret = encrypt('staff.totpSecret', staff.id, SECRET)
  await db().staff.update({ where: { id: staff.id }, data: { totpSecret } })
  return staff
}

test('with a second factor the code is asked for after the right password only, and a wrong one counts', async () => {
  const { id, username } = await withTotp()
  expect((await refusal(signInStaff({ username, ...wrong })))[0]).toBe('INVALID_CREDENTIALS')
  const asked = await signInStaff({ username, ...right })
  expect(asked).toEqual({ id: null, secondFactor: { totp: true, key: null } })
  expect(await db().staffSession.count({ where: { staffId: id } })).toBe(0)
  for (let n = 0; n < 4; n++) await refusal(signInStaff({ username, ...right, totp: '000000' }))
  const totp = await generate({ secret: SECRET })
  expect((await refusal(signInStaff({ username, ...right, totp })))[0]).toBe('LOCKED')
  await wait(id)
  await expect(signInStaff({ username, ...right, totp })).resolves.toMatchObject({ id })
})

test('who knows the password gets no more guesses at the code by sending the password alone in between', async () => {
  const { id, username } = await withTotp()
  const device = { number: 'n', ids: [id] }
  for (const from of [browser, { ...browser, former: device }]) {
    const outcomes = []
    for (let n = 0; n < 6; n++) {
      outcomes.push((await refusal(signInFrom({ username, ...right, totp: '000000' }, from)))[0])
      await signInFrom({ username, ...right }, from).catch(() => null)
    }
    expect(outcomes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(4)
    await db().signInTries.deleteMany({ where: { staffId: id } })
  }
})

test('a code signs in once, also when it is used twice at the same moment', async () => {
  const { id, username } = await withTotp()
  const totp = await generate({ secret: SECRET })
  const both = await Promise.allSettled([1, 2].map(() => signInStaff({ username, ...right, totp })))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await refusal(signInStaff({ username, ...right, totp })))[0]).toBe('INVALID_CREDENTIALS')
  expect(await db().staffSession.count({ where: { staffId: id } })).toBe(1)
})

test('disabling ends the session at once, and enabling does not restore it', async () => {
  const admin = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const reviewer = await staffSession(db(), 'REVIEWER', '110101')
  expect((await callRoute(getMe, { headers: reviewer.headers })).status).toBe(200)
  const done = await callRoute(disable, { params: { id: reviewer.id }, headers: admin.headers })
  expect(done.status).toBe(200)
  expect((await callRoute(getMe, { headers: reviewer.headers })).status).toBe(401)
  await db().staff.update({ where: { id: reviewer.id }, data: { disabledAt: null } })
  expect((await callRoute(getMe, { headers: reviewer.headers })).status).toBe(401)
})

test('what is no token finds nobody', async () => {
  expect(await findStaffActor('not-a-token', true)).toBeNull()
  expect(await findStaffActor('a'.repeat(43), true)).toBeNull()
  expect(await findStaffActor(undefined, true)).toBeNull()
})
