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
import { signInStaff } from './commands/sign-in'

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
const rowOf = (id: string) => db().staff.findUniqueOrThrow({ where: { id } })
const actionsOn = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

test('the right password signs in, clears failures and is audited', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  await refusal(signInStaff({ username, ...wrong }))
  await expect(signInStaff({ username, ...right })).resolves.toEqual({ id, epoch: 0 })
  const row = await rowOf(id)
  expect(row.failedAttempts).toBe(0)
  expect(row.lastSignInAt).not.toBeNull()
  expect(await actionsOn(id)).toEqual(['staff.sign-in-failed', 'staff.sign-in'])
})

test('the fifth wrong password locks the account, then even the right one is refused, and the lock grows', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  for (let n = 0; n < 4; n++) {
    expect((await refusal(signInStaff({ username, ...wrong })))[0]).toBe('INVALID_CREDENTIALS')
  }
  const [code, first = 0] = await refusal(signInStaff({ username, ...wrong }))
  expect(code).toBe('LOCKED')
  expect(first).toBeGreaterThan(50)
  expect((await refusal(signInStaff({ username, ...right })))[0]).toBe('LOCKED')
  expect((await rowOf(id)).failedAttempts).toBe(5)

  await db().staff.update({ where: { id }, data: { lockedUntil: new Date(Date.now() - 1) } })
  const [, second = 0] = await refusal(signInStaff({ username, ...wrong }))
  expect(second).toBeGreaterThan(first)
  await db().staff.update({ where: { id }, data: { lockedUntil: new Date(Date.now() - 1) } })
  await expect(signInStaff({ username, ...right })).resolves.toMatchObject({ id })
  expect((await actionsOn(id)).filter((action) => action === 'staff.lock')).toHaveLength(2)
})

test('twelve concurrent wrong attempts are all counted', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  await Promise.all(Array.from({ length: 12 }, () => refusal(signInStaff({ username, ...wrong }))))
  const { failedAttempts, lockedUntil } = await rowOf(id)
  expect(failedAttempts).toBe(12)
  expect(lockedUntil?.getTime()).toBeGreaterThan(Date.now())
  expect((await refusal(signInStaff({ username, ...right })))[0]).toBe('LOCKED')
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

test('with a second factor the code is required, and a wrong one counts as a failure', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  await db().staff.update({ where: { id }, data: { totpSecret: encrypt('staff.totpSecret', id, secret) } })
  expect((await refusal(signInStaff({ username, ...right })))[0]).toBe('INVALID_CREDENTIALS')
  expect((await refusal(signInStaff({ username, ...right, totp: '000000' })))[0]).toBe('INVALID_CREDENTIALS')
  expect((await rowOf(id)).failedAttempts).toBe(2)
  const totp = await generate({ secret })
  await expect(signInStaff({ username, ...right, totp })).resolves.toMatchObject({ id })
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

test('another person’s token is invalid', async () => {
  expect(await findStaffActor('not-a-token')).toBeNull()
  expect(await findStaffActor(undefined)).toBeNull()
})
