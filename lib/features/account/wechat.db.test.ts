import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { FACTORY_PASSWORD as PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import type { AccountDto, TokensDto } from './schema'

const {
  createAccount: createRoute,
  me: meRoute,
  unlinkWechat: unlinkRoute,
  resetPassword: resetRoute,
  openSession: openRoute,
  sendCode: sendRoute,
} = accountRoutes

/** A stub of WeChat: the code `of-X` belongs to X, any other is refused. */
const wechat = createServer((request, response) => {
  const code = new URL(request.url ?? '', 'http://stub').searchParams.get('js_code') ?? ''
  const openid = code.match(/^of-(.+)$/)?.[1]
  response.end(JSON.stringify(openid ? { openid, session_key: 'k' } : { errcode: 40029, errmsg: 'invalid' }))
})

beforeAll(async () => {
  await new Promise<void>((resolve) => wechat.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, {
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: 'the secret of the app',
    WECHAT_API_URL: `http://127.0.0.1:${(wechat.address() as AddressInfo).port}`,
  })
})
afterAll(async () => {
  await stopWorkers()
  wechat.closeAllConnections()
  wechat.close()
})

type Answer = TokensDto & { code?: string; errors?: { path: string; code: string; message: string }[] }
const open = (body: object) => callRoute<Answer>(openRoute, { body })
const me = async (token: string) => (await callRoute<AccountDto>(meRoute, { token })).body
let number = 0
const somebody = () => `oRhHa1XxnSTM2w3ybVq7VL6H${number++}`

async function codeFor(phone: string, purpose: string): Promise<string> {
  await callRoute(sendRoute, { body: { phone, purpose } })
  return newestCode(phone, purpose)
}

/** An account linked to a WeChat user. */
async function linked(openid = somebody()) {
  const account = await makeAccount(db())
  const { status, body } = await open({
    phone: account.phone,
    password: PASSWORD,
    wechatCode: `of-${openid}`,
  })
  expect(status).toBe(201)
  return { account, openid, wechatCode: `of-${openid}`, token: body.accessToken }
}

const eventsOf = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

describe('signing in by WeChat', () => {
  it('tells a person without an account to sign in by phone first', async () => {
    const { status, body } = await open({ wechatCode: `of-${somebody()}` })
    expect([status, body.code]).toEqual([401, 'INVALID_CREDENTIALS'])
    expect(body.errors).toEqual([
      {
        path: 'wechatCode',
        code: 'WECHAT_NOT_LINKED',
        message: '该微信还没有关联账号，请先用手机号登录',
      },
    ])
  })

  it('refuses a code that WeChat refuses', async () => {
    const { status, body } = await open({ wechatCode: 'made up' })
    expect([status, body.code, body.errors?.[0]?.code]).toEqual([
      401,
      'INVALID_CREDENTIALS',
      'WECHAT_CODE_INVALID',
    ])
  })

  it('links with a password, then opens that account alone, and keeps no openid', async () => {
    const { account, wechatCode, openid } = await linked()
    const { status, body } = await open({ wechatCode })
    expect(status).toBe(201)
    expect(await me(body.accessToken)).toMatchObject({ id: account.id, wechatLinked: true })
    const row = await db().account.findUniqueOrThrow({ where: { id: account.id } })
    expect(JSON.stringify(row)).not.toContain(openid)
    expect(await eventsOf(account.id)).toEqual(['account.link-wechat', 'session.open', 'session.open'])
  })

  it('links with a code, and at registration', async () => {
    const { phone, id } = await makeAccount(db())
    const wechatCode = `of-${somebody()}`
    expect((await open({ phone, code: await codeFor(phone, 'LOGIN'), wechatCode })).status).toBe(201)
    expect(await me((await open({ wechatCode })).body.accessToken)).toMatchObject({ id })

    const other = { phone: newPhone(), wechatCode: `of-${somebody()}` }
    const person = { type: 'PERSON', name: '张三', idNumber: newPersonNumber(), password: PASSWORD }
    const body = { ...person, ...other, code: await codeFor(other.phone, 'REGISTER') }
    const made = await callRoute<{ account: AccountDto }>(createRoute, { body })
    expect([made.status, made.body.account.wechatLinked]).toEqual([201, true])
    const again = await open({ wechatCode: other.wechatCode })
    expect(await me(again.body.accessToken)).toEqual({
      ...made.body.account,
      unitRole: null,
      hasPassword: true,
    })
  })

  it('links nothing with a wrong password or a wrong code of WeChat', async () => {
    const { phone, id } = await makeAccount(db())
    const wechatCode = `of-${somebody()}`
    expect((await open({ phone, password: 'wrong-1234', wechatCode })).status).toBe(401)
    expect((await open({ phone, password: PASSWORD, wechatCode: 'made up' })).status).toBe(401)
    expect((await open({ wechatCode })).status).toBe(401)
    expect((await db().account.findUniqueOrThrow({ where: { id } })).wechatIndex).toBeNull()
  })
})

describe('a link', () => {
  it('moves to the account that the person signs in to next, told in both records', async () => {
    const first = await linked()
    const second = await linked(first.openid)
    const opened = await open({ wechatCode: first.wechatCode })
    expect((await me(opened.body.accessToken)).id).toBe(second.account.id)
    expect((await me(first.token)).wechatLinked).toBe(false)
    expect(await eventsOf(first.account.id)).toContain('account.unlink-wechat')
    expect(await eventsOf(second.account.id)).toContain('account.link-wechat')
  })

  it('gives way to another person of WeChat on the same account', async () => {
    const { account, wechatCode } = await linked()
    const next = `of-${somebody()}`
    await open({ phone: account.phone, password: PASSWORD, wechatCode: next })
    expect((await open({ wechatCode })).status).toBe(401)
    expect((await open({ wechatCode: next })).status).toBe(201)
  })

  it('of one person to ten accounts at once ends at one, and nobody sees a fault', async () => {
    const accounts = await Promise.all(Array.from({ length: 10 }, () => makeAccount(db())))
    const wechatCode = `of-${somebody()}`
    const answers = await Promise.all(
      accounts.map(({ phone }) => open({ phone, password: PASSWORD, wechatCode })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const ids = accounts.map(({ id }) => id)
    expect(await db().account.count({ where: { id: { in: ids }, wechatIndex: { not: null } } })).toBe(1)
  })

  it('is undone by its owner, once in the record; a stranger keeps his own', async () => {
    const { account, wechatCode, token } = await linked()
    const stranger = await linked()
    expect((await callRoute(unlinkRoute, { token })).status).toBe(204)
    expect((await callRoute(unlinkRoute, { token })).status).toBe(204)
    expect((await callRoute(unlinkRoute, {})).status).toBe(401)
    expect((await open({ wechatCode })).status).toBe(401)
    expect((await me(token)).wechatLinked).toBe(false)
    expect((await me(stranger.token)).wechatLinked).toBe(true)
    const undone = (await eventsOf(account.id)).filter((action) => action === 'account.unlink-wechat')
    expect(undone).toHaveLength(1)
  })

  it('ends with a new password: nobody who had got in gets in again by it', async () => {
    const { account, wechatCode } = await linked()
    const code = await codeFor(account.phone, 'RESET_PASSWORD')
    const body = { phone: account.phone, code, password: 'Loader-2027' }
    expect((await callRoute(resetRoute, { body })).status).toBe(204)
    expect((await open({ wechatCode })).status).toBe(401)
  })
})
