import { afterAll, beforeEach, expect, it } from 'vitest'
import { solveHumanCheck } from '@/lib/client/solve-human-check'
import { PUBLIC } from '@/lib/core/actor'
import { chinaDay } from '@/lib/core/clock'
import { accountRoutes } from '@/lib/features/account/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { checkCode } from './commands/codes'
import { sendCode } from './commands/send-code'
import { SUSPICIOUS } from './rules'
import type { HumanCheckDto } from './schema'

afterAll(stopWorkers)

const ADDRESS = '192.0.2.77'
const send = (phone: string, humanCheck?: string, address = ADDRESS) =>
  sendCode(PUBLIC, { phone, purpose: 'LOGIN', humanCheck }, address)
const required = { code: 'HUMAN_CHECK_REQUIRED' }
const solved = async () => {
  const { body } = await callRoute<HumanCheckDto>(accountRoutes.issueHumanCheck)
  return solveHumanCheck(body, () => undefined)
}

/** As if so many codes had been sent today. */
async function suspicious(phone: string): Promise<void> {
  const key = `codes-of-day:${chinaDay(new Date())}:${blindIndex('phone', phone)}`
  const data = { key, points: SUSPICIOUS.codesOfPhone, expire: BigInt(Date.now() + 3_600_000) }
  await db().rateLimit.create({ data })
}

beforeEach(() => db().rateLimit.deleteMany({ where: { key: { startsWith: 'codes-of-day' } } }))

it('is not asked of ordinary use, and of a phone with many codes before the next, registered or not', async () => {
  const { phone } = await makeAccount(db())
  await expect(send(newPhone())).resolves.toBeDefined()
  for (const asked of [phone, newPhone()]) {
    await suspicious(asked)
    await expect(send(asked)).rejects.toMatchObject(required)
    await expect(send(asked, await solved())).resolves.toMatchObject({ resendAfterSeconds: 60 })
  }
})

it('is good once, and not when a digit of it is changed', async () => {
  const [first, second] = [newPhone(), newPhone()]
  await suspicious(first)
  await suspicious(second)
  const answer = await solved()
  const [salted = '', signature = ''] = answer.split(':')
  const wrong = `${salted.slice(0, -1)}${(Number(salted.at(-1)) + 1) % 10}:${signature}`
  const foreign = `${salted}:${'A'.repeat(43)}`
  const old = `${Date.now() - 1000}${answer.slice(13)}`
  for (const bad of [wrong, foreign, old, 'x', ''])
    await expect(send(first, bad)).rejects.toMatchObject(required)
  await send(first, answer)
  await expect(send(second, answer)).rejects.toMatchObject(required)
})

it('is asked after many codes from one address, and not from another', async () => {
  const key = (await db().rateLimit.findMany({ where: { key: { startsWith: 'codes-of-day' } } })).map(
    (row) => row.key,
  )
  await send(newPhone())
  const [address] = await db().rateLimit.findMany({
    where: { key: { startsWith: 'codes-of-day', notIn: key, not: { endsWith: ':all' } } },
    orderBy: { key: 'asc' },
  })
  expect(address).toBeDefined()
  await db().rateLimit.updateMany({
    where: { key: { startsWith: `codes-of-day:${chinaDay(new Date())}:` } },
    data: { points: SUSPICIOUS.codesOfAddress },
  })
  await expect(send(newPhone())).rejects.toMatchObject(required)
  await expect(send(newPhone(), undefined, '192.0.2.78')).resolves.toBeDefined()
})

it('is asked after many wrong codes', async () => {
  const { phone } = await makeAccount(db())
  for (let n = 0; n < SUSPICIOUS.wrongOfPhone / 5; n += 1) {
    await send(phone)
    const wrong = String((Number(await newestCode(phone, 'LOGIN')) + 1) % 1_000_000).padStart(6, '0')
    for (let at = 0; at < 5; at += 1) await expect(checkCode(phone, 'LOGIN', wrong)).rejects.toThrow()
    await db().verificationCode.updateMany({ data: { sentAt: new Date(Date.now() - 61_000) } })
  }
  await expect(send(phone)).rejects.toMatchObject(required)
})
