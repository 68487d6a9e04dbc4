import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { deviceCookie, readDevice } from '@/lib/server/session/device-cookie'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import type { Browser } from './commands/open-session'
import { signInStaff } from './commands/sign-in'

const from = (address: string, more: Partial<Browser> = {}): Browser => ({ address, device: 'curl', ...more })
const right = FACTORY_PASSWORD

/** What came of an attempt. */
const attempt = (username: string, password: string, browser: Browser): Promise<string> =>
  signInStaff({ username, password }, browser).then(
    () => 'in',
    (error: { code?: string }) => error.code ?? 'unexpected',
  )
const cookieValue = (line: string) => line.slice(line.indexOf('=') + 1, line.indexOf(';'))
/** A browser in which this person has signed in before. */
const known = (staffId: string) => ({
  former: readDevice('staff', cookieValue(deviceCookie('staff', null, staffId))),
})

test('whatever strangers try, the person signs in on the own device', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const guesses = await Promise.all(
    Array.from({ length: 200 }, (_, n) => attempt(username, `guess-${n}`, from(`203.0.113.${n % 40}`))),
  )
  // Twenty are judged, and the one whose failure locks the name; all the others are refused unread.
  expect(guesses.filter((outcome) => outcome === 'INVALID_CREDENTIALS').length).toBeLessThanOrEqual(21)
  expect(guesses.filter((outcome) => outcome === 'LOCKED').length).toBeGreaterThanOrEqual(179)
  expect(await attempt(username, right, from('198.51.100.1'))).toBe('LOCKED')
  expect(await attempt(username, right, from('203.0.113.1', known(id)))).toBe('in')
  // Signing in there does not open the door for the guesser.
  expect(await attempt(username, right, from('203.0.113.77'))).toBe('LOCKED')
})

test('an address from which the person works does not wait for strangers elsewhere either', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  expect(await attempt(username, right, from('198.51.100.20'))).toBe('in')
  for (let n = 0; n < 30; n += 1) await attempt(username, `guess-${n}`, from(`203.0.113.${100 + n}`))
  expect(await attempt(username, right, from('203.0.113.200'))).toBe('LOCKED')
  expect(await attempt(username, right, from('198.51.100.20'))).toBe('in')
  expect(await db().staffSession.count({ where: { staffId: id } })).toBe(2)
})

test('guessing on a stolen device is limited as well, and a changed device cookie is none', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const browser = from('203.0.113.9', known(id))
  const outcomes = []
  for (let n = 0; n < 8; n += 1) outcomes.push(await attempt(username, `guess-${n}`, browser))
  expect(outcomes.slice(0, 4)).toEqual(Array(4).fill('INVALID_CREDENTIALS'))
  expect(outcomes.slice(4)).toEqual(Array(4).fill('LOCKED'))
  const { id: other } = await makeStaff(db(), 'REVIEWER', '110101')
  const cookie = cookieValue(deviceCookie('staff', null, id))
  expect(readDevice('staff', cookie)?.ids).toEqual([id])
  expect(readDevice('staff', cookie.replace(id, other))).toBeNull()
  expect(readDevice('staff', 'a.b.c')).toBeNull()
})

test('who tries one password on many names from one address is stopped', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 130 }, (_, n) => attempt(`name.${n}`, 'Spring-2026', from('203.0.113.250'))),
  )
  expect(outcomes.filter((outcome) => outcome === 'INVALID_CREDENTIALS').length).toBeLessThanOrEqual(101)
})

test('an attempt is counted before it is judged: of many at once no more are judged', async () => {
  const { id, username } = await makeStaff(db(), 'REVIEWER', '110101')
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, () => attempt(username, 'wrong-1', from('203.0.113.251'))),
  )
  expect(outcomes.filter((outcome) => outcome === 'LOCKED')).toHaveLength(8)
  const failed = { subjectId: id, action: { in: ['staff.sign-in-failed', 'staff.lock'] } }
  expect(await db().auditEvent.count({ where: failed })).toBe(5)
})

test('a wrong current password counts, for whoever holds the session', async () => {
  const { headers } = await staffSession(db(), 'REVIEWER')
  const change = (current: string) =>
    callRoute(staffConsoleRoutes.changePassword, { headers, body: { current, next: 'Something-2026x' } })
  const codes = []
  for (let n = 0; n < 6; n += 1) codes.push((await change(`wrong-${n}`)).body.code)
  expect(codes).toEqual(['INVALID', 'INVALID', 'INVALID', 'INVALID', 'INVALID', 'LOCKED'])
  expect((await change(right)).status).toBe(429)
})

test('a name that nobody has is stored nowhere: it may be a password', async () => {
  await attempt('my-secret-typed-in-the-wrong-field', 'x', from('203.0.113.252'))
  const keys = (await db().signInTries.findMany()).map(({ key }) => key).join()
  expect(keys).not.toContain('secret')
})
