import { expect, test } from 'vitest'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { keyDesk } from '@/testing/key-desk'
import { softKey } from '@/testing/soft-key'
import { completeSignIn } from './commands/complete-sign-in'
import { signInStaff } from './commands/sign-in'
import { forgetSignIns } from './jobs'
import type { KeyList } from './schema/security-key'

const { listKeys, getMe } = staffConsoleRoutes
const browser = { address: '10.0.0.21', device: 'Chrome 94 · Windows 10' }
const { officer, start, add, withKey, asked, attempt } = keyDesk(staffConsoleRoutes, (given) =>
  signInStaff(given, browser),
)

const actionsOn = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

test('a key is registered, ends other sessions, is asked for after the password, and signs in', async () => {
  const person = await officer()
  const elsewhere = await db().staffSession.create({
    data: {
      ...{ staffId: person.id, tokenHash: 'elsewhere', address: '', device: '', idleMinutes: 30 },
      ...{ createdAt: new Date(), lastSeenAt: new Date(), expiresAt: new Date(Date.now() + 60_000) },
    },
  })
  const key = softKey()
  expect((await add(person, key.make(await start(person)))).status).toBe(204)
  expect(await db().staffSession.findUniqueOrThrow({ where: { id: elsewhere.id } })).toMatchObject({
    endReason: 'CREDENTIALS',
  })
  expect((await callRoute<{ secondFactor: boolean; totp: boolean }>(getMe, person)).body).toMatchObject({
    secondFactor: true,
    totp: false,
  })
  const before = (await callRoute<KeyList>(listKeys, person)).body
  expect(before).toMatchObject({
    origin: 'http://localhost:3000',
    data: [{ name: '蓝色 U 盾', lastUsedAt: null, usable: true }],
  })

  expect(await attempt(person, { key: key.answer(await asked(person)) })).toBe('in')
  expect((await callRoute<KeyList>(listKeys, person)).body.data[0]?.lastUsedAt).not.toBeNull()
  expect(await actionsOn(person.id)).toEqual(['staff.add-key', 'staff.sign-in'])
  const signedIn = await db().auditEvent.findFirst({
    where: { subjectId: person.id, action: 'staff.sign-in' },
  })
  expect(signedIn?.details).toEqual({ secondFactor: 'KEY' })
})

test('an answer signs in once, also when it is sent twice at the same moment', async () => {
  const person = await withKey()
  const answer = person.key.answer(await asked(person))
  const both = await Promise.all([attempt(person, { key: answer }), attempt(person, { key: answer })])
  expect(both.toSorted()).toEqual(['INVALID_CREDENTIALS', 'in'])
  expect(await attempt(person, { key: answer })).toBe('INVALID_CREDENTIALS')
})

test('a challenge that was not given to this person for this is refused', async () => {
  const [person, other] = [await withKey(), await withKey()]
  const theirs = await asked(other)
  expect(await attempt(person, { key: person.key.answer(theirs) })).toBe('INVALID_CREDENTIALS')
  // Not used up by the stranger.
  expect(await attempt(other, { key: other.key.answer(theirs) })).toBe('in')
  expect(await attempt(person, { key: person.key.answer('a'.repeat(43)) })).toBe('INVALID_CREDENTIALS')
  const forRegistration = await start(person)
  expect(await attempt(person, { key: person.key.answer(forRegistration) })).toBe('INVALID_CREDENTIALS')
  expect((await add(person, softKey().make(await start(other)))).status).toBe(422)
})

test('another person’s key opens nothing, and is not registered twice', async () => {
  const [person, other] = [await withKey(), await withKey()]
  expect(await attempt(person, { key: other.key.answer(await asked(person)) })).toBe('INVALID_CREDENTIALS')
  // The id of one key with the signature of another.
  const forged = { ...other.key.answer(await asked(person)), id: person.key.id, rawId: person.key.id }
  expect(await attempt(person, { key: forged })).toBe('INVALID_CREDENTIALS')
  expect((await add(person, other.key.make(await start(person)))).status).toBe(409)
})

test('an answer for another site, or of another kind, is refused, and its challenge is used up', async () => {
  const person = await withKey()
  for (const said of [
    { origin: 'http://localhost:3001' },
    { origin: 'https://nrmm.example.com' },
    { site: 'example.com' },
    { type: 'webauthn.create' },
  ]) {
    const challenge = await asked(person)
    expect(await attempt(person, { key: person.key.answer(challenge, said) })).toBe('INVALID_CREDENTIALS')
    expect(await attempt(person, { key: person.key.answer(challenge) })).toBe('INVALID_CREDENTIALS')
    await db().signInTries.deleteMany()
  }
  for (const said of [{ origin: 'http://localhost:3001' }, { site: 'example.com' }, { type: 'webauthn.get' }])
    expect((await add(person, softKey().make(await start(person), said))).status).toBe(422)
})

test('a counter that goes back or stands still is refused and recorded; keys that do not count are fine', async () => {
  const person = await withKey()
  expect(await attempt(person, { key: person.key.answer(await asked(person), { counter: 40 }) })).toBe('in')
  for (const counter of [40, 39, 0])
    expect(await attempt(person, { key: person.key.answer(await asked(person), { counter }) })).toBe(
      'INVALID_CREDENTIALS',
    )
  expect((await actionsOn(person.id)).slice(2)).toEqual(
    ['staff.refuse-key', 'staff.sign-in-failed', 'staff.refuse-key', 'staff.sign-in-failed'].concat([
      'staff.refuse-key',
      'staff.sign-in-failed',
    ]),
  )
  expect(await attempt(person, { key: person.key.answer(await asked(person), { counter: 41 }) })).toBe('in')

  const passkey = { ...(await officer()), key: softKey() }
  const made = passkey.key.make(await start(passkey), { counter: 0 })
  expect((await add(passkey, made)).status).toBe(204)
  for (let n = 0; n < 2; n += 1)
    expect(await attempt(passkey, { key: passkey.key.answer(await asked(passkey), { counter: 0 }) })).toBe(
      'in',
    )
})

test('an expired challenge is refused and swept away', async () => {
  const person = await withKey()
  const [signIn, register] = [await asked(person), await start(person)]
  const where = { staffId: person.id }
  await db().keyChallenge.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1) } })
  expect(await attempt(person, { key: person.key.answer(signIn) })).toBe('INVALID_CREDENTIALS')
  expect((await add(person, softKey().make(register))).status).toBe(422)
  expect(await db().keyChallenge.count({ where })).toBe(2)
  await forgetSignIns()
  expect(await db().keyChallenge.count({ where })).toBe(0)
})

test('wrong answers count and lock, as wrong codes do', async () => {
  const person = await withKey()
  const wrong = async () => attempt(person, { key: softKey().answer(await asked(person)) })
  const outcomes = []
  for (let n = 0; n < 4; n += 1) outcomes.push(await wrong())
  expect(outcomes).toEqual(Array(4).fill('INVALID_CREDENTIALS'))
  const challenges = await db().keyChallenge.findMany({ where: { staffId: person.id } })
  expect(challenges).toEqual([])
  const last = softKey().answer('b'.repeat(43))
  expect(await attempt(person, { key: last })).toBe('LOCKED')
  expect(await attempt(person)).toBe('LOCKED')
})

test('a key registered while somebody signs in without one is not passed by', async () => {
  const person = await officer()
  const include = {
    bureau: { select: { name: true, divisionCode: true, disabledAt: true } },
    securityKeys: { select: { id: true } },
  } as const
  const checked = await db().staff.findUniqueOrThrow({ where: { id: person.id }, include })
  expect((await add(person, softKey().make(await start(person)))).status).toBe(204)
  const attempt = completeSignIn(checked, browser, { keys: [], lock: null }, { by: null })
  await expect(attempt).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
})
