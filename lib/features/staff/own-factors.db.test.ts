import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { keyDesk } from '@/testing/key-desk'
import { signInRule } from '@/testing/sign-in-rule'
import { softKey } from '@/testing/soft-key'
import { staffSession } from '@/testing/staff-session'
import { signInStaff } from './commands/sign-in'
import type { KeyList } from './schema/security-key'
import type { StaffDto } from './schema/staff'

const { listKeys, removeKey, listOwnSessions, disableTotp, resetStaffPassword, listStaff } =
  staffConsoleRoutes
const browser = { address: '10.0.0.22', device: 'Chrome 94 · Windows 10' }
const { officer, start, add, withKey, signInWith, asked, attempt } = keyDesk(staffConsoleRoutes, (given) =>
  signInStaff(given, browser),
)

const actionsOn = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

test('with key and code either signs in, and either may go as long as one is left where the role needs it', async () => {
  await signInRule('130600', { secondFactorRoles: ['REVIEWER'] })
  const person = await officer('130602')
  await db().staffSession.updateMany({ where: { staffId: person.id }, data: { factorRequired: true } })
  expect((await callRoute(listOwnSessions, person)).body.code).toBe('SET_UP_REQUIRED')
  const key = softKey()
  expect((await add(person, key.make(await start(person)))).status).toBe(204)
  expect((await callRoute(listOwnSessions, person)).status).toBe(200)
  const [row] = (await callRoute<KeyList>(listKeys, person)).body.data
  const remove = () => callRoute(removeKey, { ...person, params: { keyId: row?.id ?? '' } })
  expect((await remove()).status).toBe(409)
  expect(await db().securityKey.count({ where: { staffId: person.id } })).toBe(1)

  const totpSecret = encrypt('staff.totpSecret', person.id, SECRET)
  await db().staff.update({ where: { id: person.id }, data: { totpSecret } })
  const totp = await generate({ secret: SECRET })
  expect(await attempt(person, { totp })).toBe('in')
  expect(await attempt(person, { key: key.answer(await asked(person)) })).toBe('in')
  // Both at the same moment: one is left.
  const disable = () => callRoute(disableTotp, { ...person, body: { password: FACTORY_PASSWORD } })
  const statuses = (await Promise.all([remove(), disable()])).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([204, 409])
})

test('a key of another address is not asked for, and the password alone does not do instead', async () => {
  const person = await withKey()
  await db().securityKey.updateMany({ where: { staffId: person.id }, data: { site: 'old.example.cn' } })
  const answer = await signInWith(person)
  expect(answer).toEqual({ id: null, secondFactor: { totp: false, key: null } })
  expect((await callRoute<KeyList>(listKeys, person)).body.data[0]?.usable).toBe(false)
})

test('removing needs a recent sign-in and is recorded; the administrator’s reset removes all keys', async () => {
  const person = await withKey('110108')
  const [row] = (await callRoute<KeyList>(listKeys, person)).body.data
  const remove = () => callRoute(removeKey, { ...person, params: { keyId: row?.id ?? '' } })
  const signedIn = (minutesAgo: number) => {
    const at = new Date(Date.now() - minutesAgo * 60_000)
    const data = { createdAt: at, lastSeenAt: new Date() }
    return db().staffSession.updateMany({ where: { staffId: person.id }, data })
  }
  await signedIn(6)
  expect((await remove()).body.code).toBe('CONFIRM_REQUIRED')
  await signedIn(1)
  await signInRule('110108')
  expect((await remove()).status).toBe(204)
  expect((await remove()).status).toBe(404)
  expect((await actionsOn(person.id)).at(-1)).toBe('staff.remove-key')

  const admin = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  const other = await withKey('110108')
  const listed = () => callRoute<{ data: StaffDto[] }>(listStaff, { ...admin, query: { q: other.username } })
  expect((await listed()).body.data[0]?.secondFactor).toBe(true)
  const reset = await callRoute<{ password: string }>(resetStaffPassword, {
    ...admin,
    params: { id: other.id },
  })
  expect(await db().securityKey.count({ where: { staffId: other.id } })).toBe(0)
  expect((await listed()).body.data[0]?.secondFactor).toBe(false)
  const credentials = { username: other.username, password: reset.body.password }
  expect((await signInStaff(credentials, browser)).id).toBe(other.id)
})
