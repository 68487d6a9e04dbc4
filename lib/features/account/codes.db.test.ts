import { afterAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { frequentWritten } from '@/lib/server/audit/frequent'
import { db, transact } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { checkCode, consumeCode } from './commands/codes'
import type { CodePurpose } from './schema'

const { sendCode: sendRoute } = accountRoutes

afterAll(stopWorkers)

const send = (phone: string, purpose: string) => callRoute(sendRoute, { body: { phone, purpose } })

/** Moves a phone's code into the past, in place of waiting. */
async function age(phone: string, purpose: CodePurpose, seconds: number) {
  const where = { phoneIndex_purpose: { phoneIndex: blindIndex('phone', phone), purpose } }
  const row = await db().verificationCode.findUniqueOrThrow({ where })
  const earlier = (at: Date) => new Date(at.getTime() - seconds * 1000)
  await db().verificationCode.update({
    where,
    data: { sentAt: earlier(row.sentAt), expiresAt: earlier(row.expiresAt) },
  })
}

/** What was recorded of a phone's wrong codes: those that counted, and those where none was valid any more. */
async function refused(phone: string) {
  await frequentWritten()
  const where = { action: 'code.refuse', subjectId: blindIndex('phone', phone) }
  const details = (await db().auditEvent.findMany({ where })).map((event) => JSON.stringify(event.details))
  const withoutCode = details.filter((text) => text.includes('NO_CODE')).length
  return { counted: details.length - withoutCode, withoutCode }
}

const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('sending a code', () => {
  it('has the message in the outbox when it answers 202, and keeps no code in the clear', async () => {
    const phone = newPhone()
    const { status, body } = await send(` ${phone.slice(0, 3)} ${phone.slice(3)}`, 'REGISTER')
    expect(status).toBe(202)
    expect(body).toEqual({ expiresInSeconds: 600, resendAfterSeconds: 60 })
    const [line, ...others] = await messagesTo(phone)
    expect(others).toEqual([])
    expect(line).toMatchObject({ to: phone, purpose: 'REGISTER', code: expect.stringMatching(/^\d{6}$/) })
    expect(line?.text).toContain(line?.code)
    const row = await db().verificationCode.findFirstOrThrow({
      where: { phoneIndex: blindIndex('phone', phone) },
    })
    expect(JSON.stringify(row)).not.toContain(line?.code)
    const waiting = await db().$queryRaw<unknown[]>`SELECT id FROM pgboss.job WHERE name = 'sms.send'`
    expect(waiting).toEqual([])
  })

  it('refuses a second one within a minute, telling how long to wait, and replaces the first one later', async () => {
    const phone = newPhone()
    await send(phone, 'REGISTER')
    const first = await newestCode(phone, 'REGISTER')
    const refused = await send(phone, 'REGISTER')
    expect(refused.status).toBe(429)
    expect(refused.body.code).toBe('RATE_LIMITED')
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    await age(phone, 'REGISTER', 61)
    expect((await send(phone, 'REGISTER')).status).toBe(202)
    const second = await newestCode(phone, 'REGISTER')
    if (first !== second) await expect(checkCode(phone, 'REGISTER', first)).rejects.toThrow()
    await expect(checkCode(phone, 'REGISTER', second)).resolves.toBeDefined()
  })

  it('of twenty at once sends one', async () => {
    const phone = newPhone()
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(phone, 'REGISTER')))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(19).fill(429)])
    expect(await messagesTo(phone)).toHaveLength(1)
  })

  it('sends ten a day for one purpose, and others still', async () => {
    const phone = newPhone()
    for (let n = 1; n <= 10; n++) {
      expect((await send(phone, 'REGISTER')).status).toBe(202)
      await age(phone, 'REGISTER', 61)
    }
    const refused = await send(phone, 'REGISTER')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(86_400)
    expect((await send(phone, 'LOGIN')).status).toBe(202)
  })

  it.each(['LOGIN', 'RESET_PASSWORD', 'AGENT_CONSENT', 'TRANSFER_FROM', 'TRANSFER_TO'])(
    'answers %s alike for a stranger, and sends nothing',
    async (purpose) => {
      const stranger = newPhone()
      const { phone } = await makeAccount(db())
      const [unknown, known] = [await send(stranger, purpose), await send(phone, purpose)]
      expect(unknown.status).toBe(202)
      expect(unknown.body).toEqual(known.body)
      expect(await messagesTo(stranger)).toEqual([])
      expect(await messagesTo(phone)).toHaveLength(1)
    },
  )

  it('tells the holder of a registered phone that it is registered, and nobody else', async () => {
    const { phone } = await makeAccount(db())
    const { status, body } = await send(phone, 'REGISTER')
    expect([status, body]).toEqual([202, { expiresInSeconds: 600, resendAfterSeconds: 60 }])
    const [line] = await messagesTo(phone)
    expect(line?.text).toContain('已注册')
  })

  it('names what is wrong, in Chinese', async () => {
    const wrong = await send('12345', 'HELLO')
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors?.map(({ path }) => path)).toEqual(['phone', 'purpose'])
    expect(JSON.stringify(wrong.body)).toContain('手机号应为 11 位数字')
  })
})

describe('using a code', () => {
  async function sent(purpose: CodePurpose = 'AGENT_CONSENT') {
    const { phone } = await makeAccount(db())
    await send(phone, purpose)
    return { phone, code: await newestCode(phone, purpose) }
  }

  it('works once, for its purpose and phone alone', async () => {
    const { phone, code } = await sent()
    await expect(checkCode(phone, 'TRANSFER_TO', code)).rejects.toMatchObject({ code: 'CODE_INVALID' })
    await expect(checkCode(newPhone(), 'AGENT_CONSENT', code)).rejects.toMatchObject({ code: 'CODE_INVALID' })
    const proof = await checkCode(phone, 'AGENT_CONSENT', code)
    await transact((tx) => consumeCode(tx, proof))
    await expect(transact((tx) => consumeCode(tx, proof))).rejects.toMatchObject({ code: 'CODE_INVALID' })
  })

  it('is not used up by a change that fails', async () => {
    const { phone, code } = await sent()
    const proof = await checkCode(phone, 'AGENT_CONSENT', code)
    const failing = transact(async (tx) => {
      await consumeCode(tx, proof)
      throw new Error('the change fails')
    })
    await expect(failing).rejects.toThrow('the change fails')
    await expect(transact((tx) => consumeCode(tx, proof))).resolves.toBeUndefined()
  })

  it('dies after ten minutes', async () => {
    const { phone, code } = await sent()
    await age(phone, 'AGENT_CONSENT', 601)
    await expect(checkCode(phone, 'AGENT_CONSENT', code)).rejects.toMatchObject({ code: 'CODE_INVALID' })
  })

  it('survives four wrong tries and dies of the fifth, each in the audit', async () => {
    const { phone, code } = await sent()
    for (let n = 1; n <= 4; n++) {
      await expect(checkCode(phone, 'AGENT_CONSENT', wrongFor(code))).rejects.toThrow()
    }
    await expect(checkCode(phone, 'AGENT_CONSENT', code)).resolves.toBeDefined()
    await expect(checkCode(phone, 'AGENT_CONSENT', wrongFor(code))).rejects.toThrow()
    await expect(checkCode(phone, 'AGENT_CONSENT', code)).rejects.toMatchObject({ code: 'CODE_INVALID' })
    expect(await refused(phone)).toEqual({ counted: 5, withoutCode: 1 })
  })

  it('counts no more than five tries of a hundred at once', async () => {
    const { phone, code } = await sent()
    const guesses = Array.from({ length: 100 }, (_, n) => String((Number(code) + 1 + n) % 1_000_000))
    const outcomes = await Promise.allSettled(
      guesses.map((guess) => checkCode(phone, 'AGENT_CONSENT', guess.padStart(6, '0'))),
    )
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    const { counted, withoutCode } = await refused(phone)
    expect(counted).toBe(5)
    // The rest of the flood is recorded as a number.
    expect(withoutCode).toBeLessThanOrEqual(10)
    const phoneIndex = blindIndex('phone', phone)
    const row = await db().verificationCode.findFirstOrThrow({ where: { phoneIndex } })
    expect(row.attempts).toBe(5)
  })

  it('of twenty right ones at once, one is used up', async () => {
    const { phone, code } = await sent()
    const use = async () => {
      const proof = await checkCode(phone, 'AGENT_CONSENT', code)
      await transact((tx) => consumeCode(tx, proof))
    }
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, use))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
