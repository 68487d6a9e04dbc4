import { afterAll, expect, test } from 'vitest'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { newPhone } from '@/prisma/factories/identity'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { accountRoutes } from './routes'
import type { TokensDto } from './schema'

const { openSession: OPEN, refreshSession: REFRESH, resetPassword: RESET, sendCode: SEND } = accountRoutes

afterAll(stopWorkers)

const password = FACTORY_PASSWORD

/** A sign-in from an address, with the cookies of a browser. */
const open = (body: object, address: string, cookie?: string) =>
  callRoute<TokensDto & { code?: string; detail?: string }>(OPEN, {
    body,
    address,
    headers: cookie ? { cookie } : {},
  })
const statusOf = async (...given: Parameters<typeof open>) => (await open(...given)).status
const cookieOf = ({ headers }: { headers: Headers }) => headers.get('set-cookie')?.split(';')[0] ?? ''

/** So many wrong passwords, each from another address. */
async function guess(phone: string, count: number): Promise<number[]> {
  const attempts = Array.from({ length: count }, (_, n) =>
    statusOf({ phone, password: `guess-${n}-2019` }, `203.0.113.${n}`),
  )
  return Promise.all(attempts)
}

test('five wrong passwords of a stranger lock that address, and nobody else', async () => {
  const { phone } = await makeAccount(db())
  for (let n = 0; n < 5; n += 1)
    expect(await statusOf({ phone, password: 'wrong-1234' }, '203.0.113.5')).toBe(401)
  const locked = await open({ phone, password: 'wrong-1234' }, '203.0.113.5')
  expect([locked.status, locked.body.detail]).toEqual([429, expect.stringContaining('短信验证码')])
  expect(await statusOf({ phone, password }, '198.51.100.5')).toBe(201)
})

test('who guesses from many addresses is stopped; the owner signs in on the own device, and by a code anywhere', async () => {
  const { id, phone } = await makeAccount(db())
  const cookie = cookieOf(await open({ phone, password }, '198.51.100.6'))
  expect(cookie).toMatch(/^nrmm-owner-device=/)
  const statuses = await guess(phone, 60)
  // Twenty are judged, and the one whose failure locks the phone.
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(21)
  expect(await statusOf({ phone, password }, '203.0.113.200')).toBe(429)
  expect(await statusOf({ phone, password }, '203.0.113.200', cookie)).toBe(201)
  // The right one there does not open the door to the guesser.
  expect(await statusOf({ phone, password }, '203.0.113.201')).toBe(429)
  await callRoute(SEND, { body: { phone, purpose: 'LOGIN' } })
  const code = await newestCode(phone, 'LOGIN')
  expect(await statusOf({ phone, code }, '203.0.113.202')).toBe(201)
  const refused = { subjectId: id, action: { in: ['session.refuse', 'session.refuse-locked'] } }
  expect(await db().auditEvent.count({ where: refused })).toBeGreaterThan(20)
})

test('a phone that nobody registered is counted alike', async () => {
  const statuses = await guess(newPhone(), 60)
  const judged = statuses.filter((status) => status === 401).length
  expect([judged > 0, judged <= 21, statuses.length - judged]).toEqual([
    true,
    true,
    statuses.filter((s) => s === 429).length,
  ])
})

test('a device is known by refreshing as well; guessing on it is limited, a changed cookie is none', async () => {
  const { phone } = await makeAccount(db())
  const other = await makeAccount(db())
  const { body } = await open({ phone, password }, '198.51.100.7')
  const refreshed = await callRoute(REFRESH, { body: { refreshToken: body.refreshToken } })
  const cookie = cookieOf(refreshed)
  const statuses = []
  for (let n = 0; n < 7; n += 1)
    statuses.push(await statusOf({ phone, password: 'wrong-1234' }, `203.0.113.${n}`, cookie))
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  // Of another owner the device says nothing, nor does one that was written by hand.
  await guess(other.phone, 60)
  expect(await statusOf({ phone: other.phone, password }, '203.0.113.210', cookie)).toBe(429)
  const forged = cookie.replace(/=([^.]+)\.[^.]+/, `=$1.${other.id}`)
  expect(await statusOf({ phone: other.phone, password }, '203.0.113.210', forged)).toBe(429)
})

test('a new password ends every lock', async () => {
  const { phone } = await makeAccount(db())
  await guess(phone, 60)
  await callRoute(SEND, { body: { phone, purpose: 'RESET_PASSWORD' } })
  const code = await newestCode(phone, 'RESET_PASSWORD')
  await callRoute(RESET, { body: { phone, code, password: 'Another-2031x' } })
  expect(await statusOf({ phone, password: 'Another-2031x' }, '203.0.113.220')).toBe(201)
})
