import { afterAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { openIdNumber } from '@/lib/server/secrets/personal'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import type { AccountDto, TokensDto } from './schema'

const { createAccount: createRoute, me: meRoute, openSession: openRoute, sendCode: sendRoute } = accountRoutes

afterAll(stopWorkers)

type Registered = TokensDto & { account: AccountDto; code?: string }
const PASSWORD = 'Excavator-2026'

async function registration(overrides: object = {}) {
  const phone = newPhone()
  await callRoute(sendRoute, { body: { phone, purpose: 'REGISTER' } })
  const base = { type: 'PERSON', name: '张三', idNumber: newPersonNumber(), password: PASSWORD, phone }
  return { ...base, code: await newestCode(phone, 'REGISTER'), ...overrides }
}

async function register(overrides: object = {}) {
  const body = await registration(overrides)
  const answer = await callRoute<Registered>(createRoute, { body })
  return { ...body, answer, tokens: answer.body }
}

const actionsOf = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

describe('registering', () => {
  it('answers the account, masked, and tokens that work; keeps nothing personal in the clear', async () => {
    const { phone, idNumber, answer, tokens } = await register({ name: ' 张  三 ' })
    expect(answer.status).toBe(201)
    expect(tokens.account).toEqual({
      id: expect.any(String),
      type: 'PERSON',
      name: '张 三',
      idNumberMasked: `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`,
      phoneMasked: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      wechatLinked: false,
      documentKind: 'RESIDENT_ID',
      numberState: 'OWN',
      proof: { level: 'UNPROVED', how: null, at: null },
    })
    expect(tokens.expiresInSeconds).toBe(900)
    expect((await callRoute(meRoute, { token: tokens.accessToken })).body).toEqual({
      ...tokens.account,
      unitRole: null,
      hasPassword: true,
    })
    const row = await db().account.findUniqueOrThrow({ where: { id: tokens.account.id } })
    expect(openIdNumber(row)).toBe(idNumber)
    expect(JSON.stringify(row)).not.toContain(phone)
    expect(JSON.stringify(row)).not.toContain(PASSWORD)
    expect(row.idTailIndex).toBe(blindIndex('id-tail', `${idNumber.slice(-4)}|张三`))
    expect(await actionsOf(row.id)).toEqual(['account.create'])
  })

  it('takes a phone and its code in any spelling for one, at registration and at each sign-in', async () => {
    const phone = newPhone()
    const [area, middle, end] = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)]
    const body = await registration()
    await callRoute(sendRoute, { body: { phone: `（+86）${area} ${middle}-${end}`, purpose: 'REGISTER' } })
    const code = await newestCode(phone, 'REGISTER')
    const spelled = {
      phone: `+86 ${area}-${middle}-${end}`,
      code: `${code.slice(0, 3)}\u00a0${code.slice(3)}`,
    }
    const { status } = await callRoute(createRoute, { body: { ...body, ...spelled } })
    expect(status).toBe(201)
    for (const typed of [
      phone,
      `0${phone}`,
      `86${phone}`,
      `0086 ${area}.${middle}.${end}`,
      `'${phone}\u202c`,
    ]) {
      const answer = await callRoute(openRoute, { body: { phone: typed, password: PASSWORD } })
      expect([typed, answer.status]).toEqual([typed, 201])
    }
    const again = await registration()
    const taken = { ...again, phone: `+86${phone}` }
    expect((await callRoute<{ code: string }>(createRoute, { body: taken })).body.code).not.toBeUndefined()
    expect(await db().account.count({ where: { phoneIndex: blindIndex('phone', phone) } })).toBe(1)
  })

  it('takes a unit whose code fails its check character, with a warning in the audit', async () => {
    const { answer, tokens } = await register({
      type: 'UNIT',
      name: '福建机械（集团）',
      idNumber: '91350100m0001tgqxm',
    })
    expect(answer.status).toBe(201)
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: tokens.account.id } })
    expect(event.details).toMatchObject({ idNumberWarning: 'CHECK_CHARACTER' })
  })

  it.each([
    ['name', { name: '   ' }],
    ['name', { name: '\u00ad\u034f' }],
    ['idNumber', { idNumber: '110105194912310021' }],
    ['idNumber', { type: 'UNIT', idNumber: '11010519491231002X1' }],
    ['idNumber', { type: 'UNIT', idNumber: '91I10000600037341L' }],
    ['password', { password: 'abcdefgh' }],
    ['password', { password: '12345678' }],
    ['password', { password: 'abc1234' }],
    ['password', { password: `a1${'x'.repeat(63)}` }],
    ['password', { password: 'qq123456' }],
    ['password', { password: 'Zhangsan1', name: 'zhangsan' }],
    ['phone', { phone: '10800001111' }],
    ['code', { code: '12345' }],
  ])('names a wrong %s', async (path, wrong) => {
    const body = { ...(await registration()), ...wrong }
    const answer = await callRoute(createRoute, { body })
    expect(answer.status).toBe(422)
    expect(answer.body.errors?.map((error) => error.path)).toContain(path)
  })

  it('a password that is refused leaves the code as good as before', async () => {
    const body = await registration()
    const { phone } = body
    for (const password of ['qq123456', `${phone}a`]) {
      const refused = await callRoute(createRoute, { body: { ...body, password } })
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, 'password'])
    }
    expect((await callRoute(createRoute, { body })).status).toBe(201)
  })

  it('needs the right code', async () => {
    const body = await registration()
    const code = body.code === '000000' ? '000001' : '000000'
    const answer = await callRoute(createRoute, { body: { ...body, code } })
    expect([answer.status, answer.body.code]).toEqual([422, 'CODE_INVALID'])
    expect((await callRoute(createRoute, { body })).status).toBe(201)
  })

  it('answers a taken phone and a taken number alike, tells the phone which, and uses the code up', async () => {
    const first = await register()
    const byNumber = await registration({ idNumber: first.idNumber })
    const taken = await callRoute(createRoute, { body: byNumber })
    expect([taken.status, taken.body.code]).toEqual([409, 'PHONE_TAKEN'])
    expect(taken.body.errors?.map(({ path }) => path)).toEqual(['phone', 'idNumber'])

    await db().verificationCode.deleteMany({ where: { phoneIndex: blindIndex('phone', first.phone) } })
    await callRoute(sendRoute, { body: { phone: first.phone, purpose: 'REGISTER' } })
    const byPhone = {
      ...{ type: 'PERSON', name: '李四', idNumber: newPersonNumber(), password: PASSWORD },
      phone: first.phone,
      code: await newestCode(first.phone, 'REGISTER'),
    }
    const again = await callRoute(createRoute, { body: byPhone })
    const withoutId = ({ requestId: _, ...body }: Record<string, unknown>) => body
    expect([again.status, withoutId(again.body)]).toEqual([409, withoutId(taken.body)])

    const lastTo = async (phone: string) => (await messagesTo(phone)).at(-1)
    expect(await lastTo(first.phone)).toMatchObject({
      code: '',
      text: expect.stringContaining('该手机号已注册'),
    })
    expect((await lastTo(byNumber.phone))?.text).toContain('证件号码已由另一手机号注册')
    expect((await lastTo(byNumber.phone))?.text).not.toContain(first.phone.slice(-4))

    for (const body of [byPhone, { ...byNumber, idNumber: newPersonNumber() }]) {
      const spent = await callRoute(createRoute, { body })
      expect([spent.status, spent.body.code]).toEqual([422, 'CODE_INVALID'])
    }
  })

  it('of a hundred numbers at once with one code learns of one', async () => {
    const taken = await Promise.all(Array.from({ length: 3 }, () => register()))
    const body = await registration()
    const numbers = Array.from({ length: 100 }, (_, at) => taken[at % 3]?.idNumber)
    const answers = await Promise.all(
      numbers.map((idNumber) => callRoute(createRoute, { body: { ...body, idNumber } })),
    )
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1)
    expect(answers.filter((answer) => answer.body.code === 'CODE_INVALID')).toHaveLength(99)
  })

  it('of twenty at once with one phone and code makes one account', async () => {
    const body = await registration()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        callRoute<{ code?: string }>(createRoute, { body: { ...body, idNumber: newPersonNumber() } }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.body.code === 'CODE_INVALID')).toHaveLength(19)
    expect(await db().account.count({ where: { phoneIndex: blindIndex('phone', body.phone) } })).toBe(1)
  })

  it('answers twenty at once with one Idempotency-Key alike', async () => {
    const body = await registration()
    const headers = { 'idempotency-key': `register-${body.phone}` }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => callRoute<Registered>(createRoute, { body, headers })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => answer.body.refreshToken)).size).toBe(1)
  })
})
