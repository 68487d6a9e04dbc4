import { afterAll, describe, expect, it } from 'vitest'
import { POST as createRoute } from '@/app/api/v1/accounts/route'
import { GET as meRoute } from '@/app/api/v1/me/route'
import { POST as resetRoute } from '@/app/api/v1/password-resets/route'
import { POST as refreshRoute } from '@/app/api/v1/sessions/refresh/route'
import { DELETE as endRoute, POST as openRoute } from '@/app/api/v1/sessions/route'
import { POST as sendRoute } from '@/app/api/v1/verification-codes/route'
import { db } from '@/lib/server/db'
import { stopWorkers } from '@/lib/server/jobs'
import { blindIndex, decrypt } from '@/lib/server/secrets'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/prisma/testing/call-route'
import { messagesTo, newestCode } from '@/prisma/testing/outbox'
import type { AccountDto, TokensDto } from './schema'

afterAll(stopWorkers)

type Registered = TokensDto & { account: AccountDto; code?: string }
const PASSWORD = 'Excavator-2026'

async function codeFor(phone: string, purpose: string): Promise<string> {
  await callRoute(sendRoute, { body: { phone, purpose } })
  return newestCode(phone, purpose)
}

async function registration(overrides: object = {}) {
  const phone = newPhone()
  const base = { type: 'PERSON', name: '张三', idNumber: newPersonNumber(), password: PASSWORD, phone }
  return { ...base, code: await codeFor(phone, 'REGISTER'), ...overrides }
}

async function register(overrides: object = {}) {
  const body = await registration(overrides)
  const answer = await callRoute<Registered>(createRoute, { body })
  return { ...body, answer, tokens: answer.body }
}

const open = (body: object) => callRoute<TokensDto & { code?: string }>(openRoute, { body })
const refresh = (refreshToken: string, headers: Record<string, string> = {}) =>
  callRoute<TokensDto & { code?: string }>(refreshRoute, { body: { refreshToken }, headers })
const me = (token: string) => callRoute<AccountDto>(meRoute, { token })
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
    })
    expect(tokens.expiresInSeconds).toBe(900)
    expect((await me(tokens.accessToken)).body).toEqual(tokens.account)
    const row = await db().account.findUniqueOrThrow({ where: { id: tokens.account.id } })
    expect(decrypt(row.idNumber)).toBe(idNumber)
    expect(JSON.stringify(row)).not.toContain(phone)
    expect(JSON.stringify(row)).not.toContain(PASSWORD)
    expect(row.idTailIndex).toBe(blindIndex('id-tail', `${idNumber.slice(-4)}|张三`))
    expect(await actionsOf(row.id)).toEqual(['account.create'])
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
    ['idNumber', { idNumber: '110105194912310021' }],
    ['idNumber', { type: 'UNIT', idNumber: '11010519491231002X1' }],
    ['idNumber', { type: 'UNIT', idNumber: '91I10000600037341L' }],
    ['password', { password: 'abcdefgh' }],
    ['password', { password: '12345678' }],
    ['password', { password: 'abc1234' }],
    ['password', { password: `a1${'x'.repeat(63)}` }],
    ['phone', { phone: '10800001111' }],
    ['code', { code: '12345' }],
  ])('names a wrong %s', async (path, wrong) => {
    const body = { ...(await registration()), ...wrong }
    const answer = await callRoute(createRoute, { body })
    expect(answer.status).toBe(422)
    expect(answer.body.errors?.map((error) => error.path)).toContain(path)
  })

  it('needs the right code', async () => {
    const body = await registration()
    const code = body.code === '000000' ? '000001' : '000000'
    const answer = await callRoute(createRoute, { body: { ...body, code } })
    expect([answer.status, answer.body.code]).toEqual([422, 'CODE_INVALID'])
    expect((await callRoute(createRoute, { body })).status).toBe(201)
  })

  it('refuses a taken phone and a taken number, and does not use the code up', async () => {
    const first = await register()
    const other = await registration({ idNumber: first.idNumber })
    const taken = await callRoute(createRoute, { body: other })
    expect([taken.status, taken.body.code]).toEqual([409, 'ID_NUMBER_TAKEN'])
    expect((await callRoute(createRoute, { body: { ...other, idNumber: newPersonNumber() } })).status).toBe(
      201,
    )
    const { phone, code } = first
    const again = await callRoute(createRoute, {
      body: { type: 'PERSON', name: '李四', idNumber: newPersonNumber(), password: PASSWORD, phone, code },
    })
    expect([again.status, again.body.code]).toEqual([409, 'PHONE_TAKEN'])
  })

  it('of twenty at once with one phone makes one account, the others learn why', async () => {
    const body = await registration()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        callRoute<{ code?: string }>(createRoute, { body: { ...body, idNumber: newPersonNumber() } }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.body.code === 'PHONE_TAKEN')).toHaveLength(19)
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

describe('signing in', () => {
  it('by password and by code, each a session of its own', async () => {
    const { phone, tokens } = await register()
    const byPassword = await open({ phone, password: PASSWORD })
    const byCode = await open({ phone, code: await codeFor(phone, 'LOGIN') })
    for (const { status, body } of [byPassword, byCode]) {
      expect(status).toBe(201)
      expect((await me(body.accessToken)).body).toEqual(tokens.account)
    }
    expect(await actionsOf(tokens.account.id)).toEqual(['account.create', 'session.open', 'session.open'])
  })

  it('refuses alike a wrong password, a wrong code and a stranger', async () => {
    const { phone } = await register()
    const stranger = newPhone()
    await codeFor(phone, 'LOGIN')
    for (const body of [
      { phone, password: 'wrong-1234' },
      { phone: stranger, password: 'wrong-1234' },
      { phone, code: (await newestCode(phone, 'LOGIN')) === '000000' ? '000001' : '000000' },
      { phone: stranger, code: '000000' },
    ]) {
      const answer = await open(body)
      expect([answer.status, answer.body.code]).toEqual([401, 'INVALID_CREDENTIALS'])
    }
  })

  it('tells that WeChat is not yet enabled, and what is missing', async () => {
    const wechat = await callRoute(openRoute, { body: { wechatCode: 'abc' } })
    expect(wechat.status).toBe(422)
    expect(JSON.stringify(wechat.body)).toContain('微信登录尚未开通')
    const empty = await callRoute(openRoute, { body: {} })
    expect(empty.body.errors?.map(({ path }) => path)).toEqual(['phone'])
  })

  it.each(['a registered phone', 'a stranger'])(
    'locks %s after five wrong passwords, longer each time',
    async (who) => {
      const phone = who === 'a stranger' ? newPhone() : (await register()).phone
      const wrong = () => open({ phone, password: 'wrong-1234' })
      for (let n = 1; n <= 5; n++) expect((await wrong()).status).toBe(401)
      const locked = await open({ phone, password: PASSWORD })
      expect([locked.status, locked.body.code]).toEqual([429, 'LOCKED'])
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(50)
      await unlock(phone)
      expect((await wrong()).status).toBe(401)
      const longer = await wrong()
      expect(longer.status).toBe(429)
      expect(Number(longer.headers.get('retry-after'))).toBeGreaterThan(110)
    },
  )

  it('counts no more than five of forty guesses at once, and the right one among them gains nothing after', async () => {
    const { phone, tokens } = await register()
    const guesses = Array.from({ length: 40 }, (_, n) => open({ phone, password: `guess-${n}-1234` }))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(35)
    const refusals = { action: 'session.refuse', subjectId: tokens.account.id }
    expect(await db().auditEvent.count({ where: refusals })).toBe(5)
    expect((await open({ phone, password: PASSWORD })).status).toBe(429)
  })

  it('forgets wrong tries at the right one, and a code still opens a locked account', async () => {
    const { phone } = await register()
    for (let n = 1; n <= 4; n++) await open({ phone, password: 'wrong-1234' })
    expect((await open({ phone, password: PASSWORD })).status).toBe(201)
    for (let n = 1; n <= 5; n++) expect((await open({ phone, password: 'wrong-1234' })).status).toBe(401)
    expect((await open({ phone, code: await codeFor(phone, 'LOGIN') })).status).toBe(201)
  })
})

/** What waiting would do: the lock is over, the failures stay counted. */
async function unlock(phone: string) {
  const phoneIndex = blindIndex('phone', phone)
  const past = new Date(Date.now() - 1000)
  await db().account.updateMany({ where: { phoneIndex }, data: { lockedUntil: past } })
  const expire = BigInt(past.getTime())
  await db().rateLimit.updateMany({ where: { key: `sign-in:${phoneIndex}` }, data: { expire } })
}

describe('refreshing', () => {
  it('gives new tokens for the old one and lets the session live on', async () => {
    const { tokens } = await register()
    const next = await refresh(tokens.refreshToken)
    expect(next.status).toBe(201)
    expect(next.body.refreshToken).not.toBe(tokens.refreshToken)
    expect((await me(next.body.accessToken)).status).toBe(200)
    expect((await refresh(next.body.refreshToken)).status).toBe(201)
  })

  it('ends the whole family when a used one comes again, and no other session', async () => {
    const { phone, tokens } = await register()
    const other = await open({ phone, password: PASSWORD })
    const next = await refresh(tokens.refreshToken)
    const reused = await refresh(tokens.refreshToken)
    expect([reused.status, reused.body.code]).toEqual([401, 'SESSION_EXPIRED'])
    expect((await refresh(next.body.refreshToken)).status).toBe(401)
    expect((await me(next.body.accessToken)).status).toBe(401)
    expect((await me(other.body.accessToken)).status).toBe(200)
    expect(await actionsOf(tokens.account.id)).toContain('session.revoke')
  })

  it('of twenty at once answers one, and the session is over', async () => {
    const { tokens } = await register()
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(tokens.refreshToken)))
    const winners = answers.filter(({ status }) => status === 201)
    expect(winners).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19)
    expect((await me(winners[0]?.body.accessToken ?? '')).status).toBe(401)
    const revocations = { action: 'session.revoke', subjectId: tokens.account.id }
    expect(await db().auditEvent.count({ where: revocations })).toBe(1)
  })

  it('answers a retry with the same Idempotency-Key as the first time, also at once, and the session lives', async () => {
    const { tokens } = await register()
    const headers = { 'idempotency-key': `refresh-${tokens.account.id}` }
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(tokens.refreshToken, headers)))
    answers.push(await refresh(tokens.refreshToken, headers))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => answer.body.refreshToken)).size).toBe(1)
    expect((await me(answers[0]?.body.accessToken ?? '')).status).toBe(200)
  })

  it('refuses an unknown token and one of a session that is over', async () => {
    const { tokens } = await register()
    expect((await refresh('x'.repeat(43))).status).toBe(401)
    const past = new Date(Date.now() - 1000)
    const accountId = tokens.account.id
    await db().accountSession.updateMany({
      where: { accountId },
      data: { createdAt: new Date(0), expiresAt: past },
    })
    expect((await refresh(tokens.refreshToken)).status).toBe(401)
    expect((await me(tokens.accessToken)).status).toBe(401)
  })
})

describe('ending', () => {
  it('signs out of this session alone', async () => {
    const { phone, tokens } = await register()
    const other = await open({ phone, password: PASSWORD })
    const ended = await callRoute(endRoute, { token: tokens.accessToken })
    expect([ended.status, ended.body]).toEqual([204, undefined])
    expect((await me(tokens.accessToken)).status).toBe(401)
    expect((await refresh(tokens.refreshToken)).status).toBe(401)
    expect((await me(other.body.accessToken)).status).toBe(200)
    expect((await callRoute(endRoute, {})).status).toBe(401)
  })

  it('ends every session and the lock with a new password', async () => {
    const { phone, tokens } = await register()
    for (let n = 1; n <= 5; n++) await open({ phone, password: 'wrong-1234' })
    const body = { phone, code: await codeFor(phone, 'RESET_PASSWORD'), password: 'Loader-2027' }
    const reset = await callRoute(resetRoute, { body })
    expect([reset.status, reset.body]).toEqual([204, undefined])
    expect((await me(tokens.accessToken)).status).toBe(401)
    expect((await refresh(tokens.refreshToken)).status).toBe(401)
    expect((await open({ phone, password: PASSWORD })).status).toBe(401)
    expect((await open({ phone, password: body.password })).status).toBe(201)
    const again = await callRoute(resetRoute, { body })
    expect([again.status, again.body.code]).toEqual([422, 'CODE_INVALID'])
  })

  it('resets nothing for a stranger, who was sent nothing', async () => {
    const phone = newPhone()
    await callRoute(sendRoute, { body: { phone, purpose: 'RESET_PASSWORD' } })
    expect(await messagesTo(phone)).toEqual([])
    const reset = await callRoute(resetRoute, { body: { phone, code: '000000', password: 'Loader-2027' } })
    expect([reset.status, reset.body.code]).toEqual([422, 'CODE_INVALID'])
  })
})
