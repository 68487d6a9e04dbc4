import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { changeRoutes } from '@/lib/features/change/routes'
import { CODE_LIMITS_SETTING } from '@/lib/features/setting/schema/code-limits'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'

afterEach(() => db().setting.deleteMany({ where: { key: 'code-limits' } }))
afterAll(stopWorkers)

let seller: OwnerSession
let buyer: OwnerSession
let machineId: string

const machineOf = async (owner: OwnerSession) =>
  (await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })).machineId ?? ''

beforeEach(async () => {
  seller = await ownerSession(db())
  buyer = await ownerSession(db(), { type: 'UNIT' })
  machineId = await machineOf(seller)
})

const sides = () => ({ fromPhone: seller.phone, toPhone: buyer.phone, toName: buyer.name })
const ask = (side: 'FROM' | 'TO', given: object = {}, id = machineId, token = seller.token) =>
  callRoute(changeRoutes.transferCode, { params: { id }, token, body: { side, ...sides(), ...given } })

async function request(given: object = {}, id = machineId) {
  const body = {
    ...{ type: 'OWNER', fromIdNumber: seller.idNumber, toIdNumber: buyer.idNumber, ...sides() },
    fromCode: await newestCode(seller.phone, 'TRANSFER_FROM'),
    toCode: await newestCode(buyer.phone, 'TRANSFER_TO'),
    ...given,
  }
  return callRoute(changeRoutes.createChange, { params: { id }, body, token: seller.token })
}

async function bothCodes(): Promise<void> {
  expect((await ask('FROM')).status).toBe(202)
  expect((await ask('TO')).status).toBe(202)
}

test('each message names the machine and the other side, masked, and both codes move it', async () => {
  await bothCodes()
  const { registrationNumber } = await db().machine.findUniqueOrThrow({ where: { id: machineId } })
  const text = async (phone: string) => (await messagesTo(phone)).at(-1)?.text ?? ''
  const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`
  for (const [to, other] of [
    [seller, buyer],
    [buyer, seller],
  ] as const) {
    expect(await text(to.phone)).toContain(registrationNumber)
    expect(await text(to.phone)).toContain(masked(other.phone))
    expect(await text(to.phone)).not.toContain(other.phone)
    expect(await text(to.phone)).not.toContain(other.name)
  }
  expect((await request()).status).toBe(201)
})

test('codes of one machine move no other', async () => {
  const other = await machineOf(seller)
  await bothCodes()
  const { status, body } = await request({}, other)
  expect([status, body.code]).toEqual([422, 'CODE_INVALID'])
  expect(body.errors?.map(({ path }) => path)).toEqual(['fromCode', 'toCode'])
  expect((await request()).status).toBe(201)
})

test('codes for one new owner give the machine to no other', async () => {
  await bothCodes()
  const third = await ownerSession(db())
  await callRoute(changeRoutes.transferCode, {
    params: { id: machineId },
    token: seller.token,
    body: { side: 'TO', ...sides(), toPhone: third.phone, toName: third.name },
  })
  const { status, body } = await request({
    ...{ toPhone: third.phone, toName: third.name, toIdNumber: third.idNumber },
    toCode: await newestCode(third.phone, 'TRANSFER_TO'),
  })
  expect([status, body.errors?.map(({ path }) => path)]).toEqual([422, ['fromCode']])
})

test('codes are for the machine as it was: a change in between ends them', async () => {
  await bothCodes()
  await db().machine.update({ where: { id: machineId }, data: { version: { increment: 1 } } })
  expect((await request()).body.code).toBe('CODE_INVALID')
})

test('a code asked for without its machine names none, says so, and can be switched off', async () => {
  const plain = (phone: string, purpose: string) =>
    callRoute(accountRoutes.sendCode, { body: { phone, purpose } })
  await plain(seller.phone, 'TRANSFER_FROM')
  expect((await messagesTo(seller.phone)).at(-1)?.text).toContain('没有说明是哪台机械')
  await plain(buyer.phone, 'TRANSFER_TO')
  await db().setting.create({
    data: { key: 'code-limits', value: { ...CODE_LIMITS_SETTING.initial, operationRequired: true } },
  })
  expect((await request()).body.code).toBe('CODE_INVALID')
  const refused = await plain(newPhone(), 'TRANSFER_FROM')
  expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, 'OPERATION_REQUIRED'])
  expect((await plain(newPhone(), 'LOGIN')).status).toBe(202)
})

test('answers alike for phones that are not registered or not the owner’s, and sends them nothing', async () => {
  const known = await ask('FROM')
  const [stranger, other] = [newPhone(), await ownerSession(db())]
  for (const fromPhone of [stranger, other.phone]) {
    const answer = await ask('FROM', { fromPhone })
    expect([answer.status, answer.body]).toEqual([202, known.body])
    expect(await messagesTo(fromPhone)).toEqual([])
  }
  const to = newPhone()
  expect((await ask('TO', { toPhone: to })).body).toEqual(known.body)
  expect(await messagesTo(to)).toEqual([])
})

test('is refused to whoever is neither side, and when both are the same', async () => {
  const stranger = await ownerSession(db())
  expect((await ask('FROM', {}, machineId, stranger.token)).status).toBe(404)
  expect((await ask('TO', {}, machineId, buyer.token)).status).toBe(202)
  expect((await ask('FROM', { toPhone: seller.phone })).body.errors?.[0]?.code).toBe('SAME_OWNER')
})

test('a right code beside a wrong one lives for five such answers', async () => {
  await bothCodes()
  const fromCode = await newestCode(seller.phone, 'TRANSFER_FROM')
  const wrong = String((Number(fromCode) + 1) % 1_000_000).padStart(6, '0')
  for (let n = 1; n <= 5; n += 1) expect((await request({ fromCode: wrong })).status).toBe(422)
  expect((await request()).body.errors?.map(({ path }) => path)).toEqual(['fromCode', 'toCode'])
})
