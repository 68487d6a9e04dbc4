import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import { needSecondPersons } from '@/testing/access-acts'
import { callRoute } from '@/testing/call-route'
import { signInRule } from '@/testing/sign-in-rule'
import { call, newPerson } from '@/testing/staff-power'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { confirmationRoutes } from '../confirmation/routes'
import { signInStaff } from './commands/sign-in'

const { createStaff, resetStaffPassword, changePassword } = staffConsoleRoutes
const NEXT = 'Kuaile-Gongzuo-7'
const HOUR_MS = 3_600_000

const signIn = (username: string, password: string) =>
  signInStaff({ username, password }, { address: '10.0.0.51', device: 'Chrome 94 · Windows 10' })
/** In place of waiting. */
const later = (id: string, hours: number) =>
  db().staff.update({
    where: { id },
    data: { passwordIssuedAt: new Date(Date.now() - hours * HOUR_MS) },
  })
const security = () => staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
async function issued(who: StaffSession) {
  const { body } = await call(createStaff, who, undefined, await newPerson('REVIEWER', '110101'))
  return { ...body.staff, password: body.password, expiresAt: Reflect.get(body, 'expiresAt') as string }
}

test('a first password ends after 72 hours, in words, and a reset one serves again', async () => {
  const asker = await security()
  const { id, username, password, expiresAt } = await issued(asker)
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / HOUR_MS)).toBe(72)
  await later(id, 71)
  await expect(signIn(username, password)).resolves.toMatchObject({ id })
  await later(id, 72)
  for (let n = 0; n < 6; n += 1)
    await expect(signIn(username, password)).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: expect.stringContaining('已超过有效期'),
    })
  // Whoever does not know it is told nothing.
  await expect(signIn(username, 'wrong-1234')).rejects.toThrow('用户名、密码或二次验证不正确')
  const failures = await db().auditEvent.findMany({
    where: { subjectId: id, action: 'staff.sign-in-failed' },
    orderBy: { id: 'asc' },
  })
  expect(failures.map(({ details }) => details)).toEqual([...Array(6).fill({ why: 'ISSUED_EXPIRED' }), {}])
  const { body } = await call(resetStaffPassword, asker, id)
  await expect(signIn(username, body.password)).resolves.toMatchObject({ id })
})

test('one’s own password does not end', async () => {
  const { id, username, password } = await issued(await security())
  const { token } = (await signIn(username, password)) as { token: string }
  const headers = { cookie: `nrmm-staff=${token}` }
  const changed = await callRoute(changePassword, { headers, body: { current: password, next: NEXT } })
  expect(changed.status).toBe(204)
  expect((await db().staff.findUniqueOrThrow({ where: { id } })).passwordIssuedAt).toBeNull()
  await expect(signIn(username, NEXT)).resolves.toMatchObject({ id })
  // As the demo's officers: nobody issued theirs.
  const { username: plain } = await makeStaff(db(), 'REVIEWER', '110101')
  await expect(signIn(plain, FACTORY_PASSWORD)).resolves.toMatchObject({ id: expect.any(String) })
})

test('an area may make it shorter', async () => {
  await signInRule('110105', { issuedPasswordHours: 4 })
  const { username, id } = await makeStaff(db(), 'REVIEWER', '110105')
  await later(id, 5)
  await expect(signIn(username, FACTORY_PASSWORD)).rejects.toThrow('已超过有效期')
})

test('of an account that waits for a second person the time begins with the confirmation', async () => {
  await needSecondPersons()
  const [asker, second] = [await security(), await security()]
  const { id, username, password } = await issued(asker)
  await later(id, 80)
  const { id: act } = await db().pendingAct.findFirstOrThrow({ where: { subjectId: id, state: 'WAITING' } })
  expect((await call(confirmationRoutes.confirmAct, second, act)).status).toBe(200)
  await expect(signIn(username, password)).resolves.toMatchObject({ id })
})
