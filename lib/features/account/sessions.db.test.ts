import { afterAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { newPhone } from '@/prisma/factories/identity'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import type { AccountDto, TokensDto } from './schema'

const {
  me: meRoute,
  resetPassword: resetRoute,
  refreshSession: refreshRoute,
  endSession: endRoute,
  openSession: openRoute,
  sendCode: sendRoute,
} = accountRoutes

afterAll(stopWorkers)

const PASSWORD = FACTORY_PASSWORD

async function codeFor(phone: string, purpose: string): Promise<string> {
  await callRoute(sendRoute, { body: { phone, purpose } })
  return newestCode(phone, purpose)
}

/** A registered owner and the tokens of a first session. */
async function signedIn() {
  const account = await makeAccount(db())
  const { body } = await open({ phone: account.phone, password: PASSWORD })
  return { account, phone: account.phone, tokens: body }
}

const open = (body: object) => callRoute<TokensDto & { code?: string }>(openRoute, { body })
const refresh = (refreshToken: string, headers: Record<string, string> = {}) =>
  callRoute<TokensDto & { code?: string }>(refreshRoute, { body: { refreshToken }, headers })
const me = (token: string) => callRoute<AccountDto>(meRoute, { token })
const actionsOf = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

describe('signing in', () => {
  it('by password and by code, each a session of its own', async () => {
    const { account, phone } = await signedIn()
    const byPassword = await open({ phone, password: PASSWORD })
    const byCode = await open({ phone, code: await codeFor(phone, 'LOGIN') })
    for (const { status, body } of [byPassword, byCode]) {
      expect(status).toBe(201)
      expect((await me(body.accessToken)).body).toMatchObject({ id: account.id, name: account.name })
    }
    expect(await actionsOf(account.id)).toEqual(['session.open', 'session.open', 'session.open'])
  })

  it('refuses alike a wrong password, a wrong code and a stranger', async () => {
    const { phone } = await signedIn()
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

  it('tells that WeChat is not configured here, and what is missing', async () => {
    const wechat = await callRoute(openRoute, { body: { wechatCode: 'abc' } })
    expect(wechat.status).toBe(422)
    expect(JSON.stringify(wechat.body)).toContain('微信登录尚未开通')
    const empty = await callRoute(openRoute, { body: {} })
    expect(empty.body.errors?.map(({ path }) => path)).toEqual(['phone'])
  })

  it.each(['a registered phone', 'a stranger'])(
    'locks %s after five wrong passwords, longer each time',
    async (who) => {
      const phone = who === 'a stranger' ? newPhone() : (await makeAccount(db())).phone
      const wrong = () => open({ phone, password: 'wrong-1234' })
      for (let n = 1; n <= 5; n++) expect((await wrong()).status).toBe(401)
      const locked = await open({ phone, password: PASSWORD })
      expect([locked.status, locked.body.code]).toEqual([429, 'LOCKED'])
      // A minute, then two, less what has passed since.
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(Number(locked.headers.get('retry-after'))).toBeLessThanOrEqual(60)
      await unlock()
      expect((await wrong()).status).toBe(401)
      const longer = await wrong()
      expect(longer.status).toBe(429)
      expect(Number(longer.headers.get('retry-after'))).toBeGreaterThan(60)
    },
  )

  it('counts no more than five of forty guesses at once, and the right one among them gains nothing after', async () => {
    const { account, phone } = await signedIn()
    const guesses = Array.from({ length: 40 }, (_, n) => open({ phone, password: `guess-${n}-1234` }))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(35)
    const refusals = { action: 'session.refuse', subjectId: account.id }
    expect(await db().auditEvent.count({ where: refusals })).toBe(5)
    expect((await open({ phone, password: PASSWORD })).status).toBe(429)
  })

  it('forgets wrong tries at the right one, and a code still opens a locked account', async () => {
    const { phone } = await signedIn()
    for (let n = 1; n <= 4; n++) await open({ phone, password: 'wrong-1234' })
    expect((await open({ phone, password: PASSWORD })).status).toBe(201)
    for (let n = 1; n <= 5; n++) expect((await open({ phone, password: 'wrong-1234' })).status).toBe(401)
    expect((await open({ phone, code: await codeFor(phone, 'LOGIN') })).status).toBe(201)
  })
})

/** In place of waiting: ends the lock, the failures stay counted. */
const unlock = () => db().signInTries.updateMany({ data: { lockedUntil: new Date(Date.now() - 1000) } })

describe('refreshing', () => {
  it('gives new tokens for the old one and lets the session live on', async () => {
    const { tokens } = await signedIn()
    const next = await refresh(tokens.refreshToken)
    expect(next.status).toBe(201)
    expect(next.body.refreshToken).not.toBe(tokens.refreshToken)
    expect((await me(next.body.accessToken)).status).toBe(200)
    expect((await refresh(next.body.refreshToken)).status).toBe(201)
  })

  it('does not let a session live longer than half a year, however often it is used', async () => {
    const { account, tokens } = await signedIn()
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    const age = (days: number) =>
      db().accountSession.updateMany({
        where: { accountId: account.id },
        data: { createdAt: daysAgo(days) },
      })
    await age(170)
    const next = await refresh(tokens.refreshToken)
    expect(next.status).toBe(201)
    const session = await db().accountSession.findFirstOrThrow({ where: { accountId: account.id } })
    expect(session.expiresAt.getTime() - session.createdAt.getTime()).toBe(180 * 86_400_000)
    await age(181)
    expect([(await refresh(next.body.refreshToken)).status]).toEqual([401])
  })

  it('ends the whole family when a used one comes again, and no other session', async () => {
    const { account, phone, tokens } = await signedIn()
    const other = await open({ phone, password: PASSWORD })
    const next = await refresh(tokens.refreshToken)
    const reused = await refresh(tokens.refreshToken)
    expect([reused.status, reused.body.code]).toEqual([401, 'SESSION_EXPIRED'])
    expect((await refresh(next.body.refreshToken)).status).toBe(401)
    expect((await me(next.body.accessToken)).status).toBe(401)
    expect((await me(other.body.accessToken)).status).toBe(200)
    expect(await actionsOf(account.id)).toContain('session.revoke')
  })

  it('of twenty at once answers one, and the session is over', async () => {
    const { account, tokens } = await signedIn()
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(tokens.refreshToken)))
    const winners = answers.filter(({ status }) => status === 201)
    expect(winners).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19)
    expect((await me(winners[0]?.body.accessToken ?? '')).status).toBe(401)
    const revocations = { action: 'session.revoke', subjectId: account.id }
    expect(await db().auditEvent.count({ where: revocations })).toBe(1)
  })

  it('answers a retry with the same Idempotency-Key as the first time, also at once, and the session lives', async () => {
    const { account, tokens } = await signedIn()
    const headers = { 'idempotency-key': `refresh-${account.id}` }
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(tokens.refreshToken, headers)))
    answers.push(await refresh(tokens.refreshToken, headers))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => answer.body.refreshToken)).size).toBe(1)
    expect((await me(answers[0]?.body.accessToken ?? '')).status).toBe(200)
  })

  it('refuses an unknown token and one of a session that is over', async () => {
    const { account, tokens } = await signedIn()
    expect((await refresh('x'.repeat(43))).status).toBe(401)
    const past = new Date(Date.now() - 1000)
    const accountId = account.id
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
    const { phone, tokens } = await signedIn()
    const other = await open({ phone, password: PASSWORD })
    const ended = await callRoute(endRoute, { token: tokens.accessToken })
    expect([ended.status, ended.body]).toEqual([204, undefined])
    expect((await me(tokens.accessToken)).status).toBe(401)
    expect((await refresh(tokens.refreshToken)).status).toBe(401)
    expect((await me(other.body.accessToken)).status).toBe(200)
    expect((await callRoute(endRoute, {})).status).toBe(401)
  })

  it('ends every session and the lock with a new password', async () => {
    const { phone, tokens } = await signedIn()
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
