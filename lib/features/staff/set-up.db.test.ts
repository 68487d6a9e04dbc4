import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { signInRule } from '@/testing/sign-in-rule'
import { staffSession } from '@/testing/staff-session'
import { signInStaff } from './commands/sign-in'

const { getMe, changePassword, listOwnSessions, listStaff, startTotp, enableTotp, disableTotp } =
  staffConsoleRoutes
const browser = { address: '10.0.0.9', device: 'Chrome 94 · Windows 10' }
const NEXT = 'Kuaile-Gongzuo-7'

const change = (headers: Record<string, string>, next: string, current = FACTORY_PASSWORD) =>
  callRoute(changePassword, { headers, body: { current, next } })
const messageOf = async (answer: Promise<{ body: { errors?: { path: string }[] } }>) =>
  JSON.stringify((await answer).body)

test('until a first password is changed nothing but that works, on the server', async () => {
  const { id, headers } = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  await db().staff.update({ where: { id }, data: { mustChangePassword: true } })
  for (const route of [listStaff, listOwnSessions]) {
    const refused = await callRoute(route, { headers })
    expect([refused.status, refused.body.code]).toEqual([403, 'SET_UP_REQUIRED'])
  }
  expect((await callRoute(getMe, { headers })).status).toBe(200)
  expect((await change(headers, NEXT)).status).toBe(204)
  expect((await callRoute(listStaff, { headers })).status).toBe(200)
})

test('a role that needs a second factor can do nothing until it has one, and cannot give it up', async () => {
  const { id, headers } = await staffSession(db(), 'REVIEWER', '110105')
  await db().staffSession.updateMany({ where: { staffId: id }, data: { factorRequired: true } })
  expect((await callRoute(listOwnSessions, { headers })).body.code).toBe('SET_UP_REQUIRED')
  const { body } = await callRoute<{ ticket: string; secret: string }>(startTotp, { headers })
  const code = await generate({ secret: body.secret })
  expect((await callRoute(enableTotp, { headers, body: { ticket: body.ticket, code } })).status).toBe(204)
  expect((await callRoute(listOwnSessions, { headers })).status).toBe(200)
  const refused = await callRoute(disableTotp, { headers, body: { password: FACTORY_PASSWORD } })
  expect(refused.status).toBe(409)
})

test('who needs a second factor is a rule by role and area, on for everybody unless it says otherwise', async () => {
  await db().setting.deleteMany({ where: { key: 'staff-sign-in' } })
  const required = async (role: 'REVIEWER' | 'ADMINISTRATOR', divisionCode: string) => {
    const { id, username } = await makeStaff(db(), role, divisionCode)
    await signInStaff({ username, password: FACTORY_PASSWORD }, browser)
    return (await db().staffSession.findFirstOrThrow({ where: { staffId: id } })).factorRequired
  }
  expect(await required('REVIEWER', '110106')).toBe(true)
  await signInRule('130300', { secondFactorRoles: ['ADMINISTRATOR'] })
  expect(await required('REVIEWER', '130302')).toBe(false)
  expect(await required('ADMINISTRATOR', '130302')).toBe(true)
})

test('common passwords, and those with name or username, are refused', async () => {
  const { id, headers } = await staffSession(db(), 'REVIEWER')
  await db().staff.update({ where: { id }, data: { name: '王芳', username: 'wang.fang.1' } })
  expect(await messageOf(change(headers, 'qq123456'))).toContain('太常见')
  expect(await messageOf(change(headers, 'PassWord1'))).toContain('太常见')
  expect(await messageOf(change(headers, 'Wang.Fang.1-2026'))).toContain('用户名或姓名')
  expect(await messageOf(change(headers, '王芳abcd2026'))).toContain('用户名或姓名')
  expect(await messageOf(change(headers, FACTORY_PASSWORD))).toContain('当前密码相同')
  expect((await change(headers, NEXT)).status).toBe(204)
})

test('former passwords are remembered only as far as the rule asks', async () => {
  await signInRule('130400', { passwordHistory: 2 })
  const { id, headers } = await staffSession(db(), 'REVIEWER', '130402')
  const passwords = [FACTORY_PASSWORD, 'Zhongguo-Hao-1', 'Zhongguo-Hao-2', 'Zhongguo-Hao-3']
  for (let n = 1; n < passwords.length; n += 1)
    expect((await change(headers, passwords[n] ?? '', passwords[n - 1])).status).toBe(204)
  const current = passwords[3]
  expect(await messageOf(change(headers, 'Zhongguo-Hao-2', current))).toContain('最近 2 次')
  expect(await messageOf(change(headers, 'Zhongguo-Hao-1', current))).toContain('最近 2 次')
  expect(await db().formerPassword.count({ where: { staffId: id } })).toBe(2)
  expect((await change(headers, FACTORY_PASSWORD, current)).status).toBe(204)

  const elsewhere = await staffSession(db(), 'REVIEWER', '110107')
  expect((await change(elsewhere.headers, NEXT)).status).toBe(204)
  expect((await change(elsewhere.headers, 'Another-Neu-77', NEXT)).status).toBe(204)
  expect((await change(elsewhere.headers, NEXT, 'Another-Neu-77')).status).toBe(204)
  expect(await db().formerPassword.count({ where: { staffId: elsewhere.id } })).toBe(0)
})

test('where passwords expire, an old one signs in and must be changed', async () => {
  await signInRule('130500', { passwordMaxDays: 90 })
  const { id, username } = await makeStaff(db(), 'REVIEWER', '130502')
  const mustChange = async () => {
    await signInStaff({ username, password: FACTORY_PASSWORD }, browser)
    return (await db().staff.findUniqueOrThrow({ where: { id } })).mustChangePassword
  }
  expect(await mustChange()).toBe(false)
  await db().staff.update({
    where: { id },
    data: { passwordChangedAt: new Date(Date.now() - 91 * 86_400_000) },
  })
  expect(await mustChange()).toBe(true)
})
