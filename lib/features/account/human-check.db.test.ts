import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { solveHumanCheck } from '@/lib/client/human-check'
import { PUBLIC } from '@/lib/core/actor'
import { accountRoutes } from '@/lib/features/account/routes'
import { CODE_LIMITS_SETTING, codeLimits } from '@/lib/features/setting/schema/code-limits'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { dayKey } from './commands/code-caps'
import { checkCode } from './commands/codes'
import { sendCode } from './commands/send-code'
import { phoneIndexOf } from './queries'
import { HUMAN_CHECK_SECONDS } from './rules'
import type { CodePurpose, HumanCheckDto } from './schema'

const { initial: LIMITS } = CODE_LIMITS_SETTING
const ADDRESS = '192.0.2.77'
const required = { code: 'HUMAN_CHECK_REQUIRED', status: 428 }

const send = (phone: string, humanCheck?: string, purpose: CodePurpose = 'LOGIN', address = ADDRESS) =>
  sendCode(PUBLIC, { phone, purpose, humanCheck }, address)

async function solved(phone: string, purpose: CodePurpose = 'LOGIN'): Promise<string> {
  const { body } = await callRoute<HumanCheckDto>(accountRoutes.issueHumanCheck, { body: { phone, purpose } })
  return (await solveHumanCheck(body, () => undefined)) ?? ''
}

/** As if so many codes had been sent today to a phone. */
async function suspicious(phone: string): Promise<void> {
  const expire = BigInt(Date.now() + 3_600_000)
  const data = { key: dayKey(phoneIndexOf(phone)), points: LIMITS.checkAfterPhone, expire }
  await db().rateLimit.create({ data })
}

const forget = () => db().rateLimit.deleteMany({ where: { key: { contains: 'codes-of-day' } } })
beforeEach(forget)
afterEach(() => db().setting.deleteMany({ where: { key: 'code-limits' } }))
afterAll(stopWorkers)

it('is not asked of ordinary use, and of a phone with many codes before the next, registered or not', async () => {
  const { phone } = await makeAccount(db())
  await expect(send(newPhone())).resolves.toBeDefined()
  for (const asked of [phone, newPhone()]) {
    await suspicious(asked)
    await expect(send(asked)).rejects.toMatchObject(required)
    expect(await messagesTo(asked)).toEqual([])
    await expect(send(asked, await solved(asked))).resolves.toMatchObject({ resendAfterSeconds: 60 })
  }
})

it.each([
  'REGISTER',
  'LOGIN',
  'RESET_PASSWORD',
  'AGENT_CONSENT',
  'TRANSFER_FROM',
  'TRANSFER_TO',
  'CLOSE_ACCOUNT',
] as const)('is asked before a code of %s', async (purpose) => {
  const { phone } = await makeAccount(db())
  await suspicious(phone)
  await expect(send(phone, undefined, purpose)).rejects.toMatchObject(required)
  await send(phone, await solved(phone, purpose), purpose)
  expect(await newestCode(phone, purpose)).toMatch(/^\d{6}$/)
})

it('is of one phone and one purpose, good once, and not when a digit of it is changed', async () => {
  const [phone, other] = [newPhone(), newPhone()]
  await suspicious(phone)
  await suspicious(other)
  const answer = await solved(phone)
  const [salted = '', signature = ''] = answer.split(':')
  const wrong = `${salted.slice(0, -1)}${(Number(salted.at(-1)) + 1) % 10}:${signature}`
  const unsigned = `${salted}:${'A'.repeat(43)}`
  const longer = `${Date.now() + 3_600_000}${answer.slice(13)}`
  for (const bad of [wrong, unsigned, longer, 'x', '', await solved(other), await solved(phone, 'REGISTER')])
    await expect(send(phone, bad)).rejects.toMatchObject(required)
  // Of many at once with one answer, one sends.
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => send(phone, answer)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await db().verificationCode.updateMany({ data: { sentAt: new Date(Date.now() - 61_000) } })
  await expect(send(phone, answer)).rejects.toMatchObject({ message: expect.stringContaining('已经用过') })
})

it('ends after ten minutes', async () => {
  const phone = newPhone()
  await suspicious(phone)
  const answer = await solved(phone)
  const left = Number(answer.slice(0, 13)) - Date.now()
  expect(left).toBeGreaterThan((HUMAN_CHECK_SECONDS - 60) * 1000)
  expect(left).toBeLessThanOrEqual(HUMAN_CHECK_SECONDS * 1000)
  const { Date: RealDate } = globalThis
  globalThis.Date = class extends RealDate {
    static override now = () => RealDate.now() + left + 1
  } as DateConstructor
  try {
    await expect(send(phone, answer)).rejects.toMatchObject(required)
  } finally {
    globalThis.Date = RealDate
  }
})

it('does not ask for a sum before saying that a minute has not passed', async () => {
  const phone = newPhone()
  await send(phone)
  await db().rateLimit.updateMany({
    where: { key: dayKey(phoneIndexOf(phone)) },
    data: { points: LIMITS.checkAfterPhone },
  })
  await expect(send(phone)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
})

it('is asked after many codes from one address, and not from another; how many is a setting', async () => {
  const value = { ...LIMITS, checkAfterAddress: 2 }
  await db().setting.create({ data: { key: 'code-limits', divisionCode: '000000', value } })
  await send(newPhone())
  await send(newPhone())
  await expect(send(newPhone())).rejects.toMatchObject(required)
  await expect(send(newPhone(), undefined, 'LOGIN', '192.0.2.78')).resolves.toBeDefined()
})

it('is asked after many wrong codes', async () => {
  const value = { ...LIMITS, checkAfterWrong: 6 }
  await db().setting.create({ data: { key: 'code-limits', divisionCode: '000000', value } })
  const { phone } = await makeAccount(db())
  for (const tries of [5, 1]) {
    await send(phone)
    const wrong = String((Number(await newestCode(phone, 'LOGIN')) + 1) % 1_000_000).padStart(6, '0')
    for (let at = 0; at < tries; at += 1) await expect(checkCode(phone, 'LOGIN', wrong)).rejects.toThrow()
    await db().verificationCode.updateMany({ data: { sentAt: new Date(Date.now() - 61_000) } })
  }
  await expect(send(phone)).rejects.toMatchObject(required)
})

it('reads a setting that was stored before there was a check', () => {
  const { perPhone, perAddress, all, operationRequired } = LIMITS
  expect(codeLimits.parse({ perPhone, perAddress, all, operationRequired })).toEqual(LIMITS)
})
