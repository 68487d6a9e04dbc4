import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { PUBLIC } from '@/lib/core/actor'
import { chinaDay } from '@/lib/core/clock'
import { CODE_LIMITS_SETTING } from '@/lib/features/setting/schema/code-limits'
import { db, transactAfter } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { newPhone } from '@/prisma/factories/identity'
import { messagesTo, newestCode } from '@/testing/outbox'
import { checkCode, consumeCode } from './commands/codes'
import { sendCode } from './commands/send-code'

const limit = (values: object) =>
  db().setting.upsert({
    where: { key_divisionCode: { key: 'code-limits', divisionCode: '000000' } },
    create: { key: 'code-limits', value: { ...CODE_LIMITS_SETTING.initial, ...values } },
    update: { value: { ...CODE_LIMITS_SETTING.initial, ...values } },
  })
const clear = () => db().setting.deleteMany({ where: { key: 'code-limits' } })
beforeAll(clear)
afterEach(clear)
afterAll(stopWorkers)

let addresses = 0
function newAddress(): string {
  addresses += 1
  return `198.51.100.${addresses}`
}
const login = (phone: string, address: string) => sendCode(PUBLIC, { phone, purpose: 'LOGIN' }, address)
const full = (part: string) => ({ code: 'RATE_LIMITED', message: expect.stringContaining(part) })

it('of one address sends as many a day as the setting has, registered or not, and says from when again', async () => {
  await limit({ perAddress: 3 })
  const address = newAddress()
  const { phone } = await makeAccount(db())
  for (const to of [newPhone(), phone, newPhone()]) await login(to, address)
  const stranger = newPhone()
  await expect(login(stranger, address)).rejects.toMatchObject(full('明天 0 点以后可以再获取'))
  await expect(login((await makeAccount(db())).phone, address)).rejects.toMatchObject(full('换一个网络'))
  // What was refused is not counted, and not sent.
  expect(await db().verificationCode.count({ where: { expiresAt: { gt: new Date() } } })).toBe(3)
  await login(stranger, newAddress())
})

it('of one phone sends as many a day as the setting has, whatever for', async () => {
  await limit({ perPhone: 2 })
  const { phone } = await makeAccount(db())
  await login(phone, newAddress())
  await sendCode(PUBLIC, { phone, purpose: 'RESET_PASSWORD' }, newAddress())
  await expect(sendCode(PUBLIC, { phone, purpose: 'REGISTER' }, newAddress())).rejects.toMatchObject(
    full('该手机号今天已获取 2 次'),
  )
  expect(await messagesTo(phone)).toHaveLength(2)
})

it('of everybody together sends as many a day as the setting has, never one more at once', async () => {
  const key = `codes-of-day:${chinaDay(new Date())}:all`
  const sent = (await db().rateLimit.findUnique({ where: { key } }))?.points ?? 0
  await limit({ all: sent + 5 })
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => login(newPhone(), newAddress())))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []))
  expect(new Set(refusals).size).toBe(1)
  expect(refusals[0]).toContain('全部用户')
})

it('uses a code up though the change fails, and only once of many at once', async () => {
  const { phone } = await makeAccount(db())
  await login(phone, newAddress())
  const code = await newestCode(phone, 'LOGIN')
  let changes = 0
  const use = async () => {
    const proof = await checkCode(phone, 'LOGIN', code)
    await transactAfter(
      (tx) => consumeCode(tx, proof),
      async () => {
        changes += 1
        throw new Error('the change fails')
      },
    )
  }
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, use))
  expect(changes).toBe(1)
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
  await expect(use()).rejects.toMatchObject({ code: 'CODE_INVALID' })
})
