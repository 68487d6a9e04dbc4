import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { wechatRoutes } from '@/lib/features/wechat/routes'
import { db } from '@/lib/server/database/db'
import { signatureOf } from '@/lib/server/outside/wechat/jsapi'
import { makeAccount } from '@/prisma/factories/account'
import { callRoute } from '@/testing/call-route'
import { WechatService } from '@/testing/wechat-service'
import type { TokensDto } from './schema'

const wechat = new WechatService()
beforeAll(async () => {
  const app = { WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 'the secret of the app' }
  const account = { WECHAT_OA_APP_ID: 'wx2', WECHAT_OA_APP_SECRET: 'another secret' }
  Object.assign(process.env, { WECHAT_API_URL: await wechat.start(), ...app, ...account })
})
afterAll(() => wechat.stop())

type Answer = TokensDto & { code?: string; detail?: string; errors?: { path: string; code: string }[] }
const open = (body: object) => callRoute<Answer>(accountRoutes.openSession, { body })
let people = 0
const newWechat = () => `of-person-${++people}`
/** A tap on the button of somebody whose WeChat has this phone. */
function tap(phone: string, countryCode = '86'): string {
  const code = `phone-code-${++people}`
  wechat.phones[code] = { purePhoneNumber: phone, countryCode }
  return code
}

describe('the phone that WeChat has', () => {
  it('signs in and links with the last four of the document, told as such in the record', async () => {
    const account = await makeAccount(db())
    const wechatCode = newWechat()
    const idTail = account.idNumber.slice(-4)
    const answer = await open({ wechatPhoneCode: tap(account.phone), wechatCode, idTail })
    expect(answer.status).toBe(201)
    expect((await open({ wechatCode })).status).toBe(201)
    const [event] = await db().auditEvent.findMany({
      where: { subjectId: account.id, action: 'session.open' },
      orderBy: { id: 'asc' },
    })
    expect(event?.details).toMatchObject({ by: 'wechat-phone' })
  })

  it('alone signs nobody in: the number may have gone to somebody else since, and the code is not used up for it', async () => {
    const account = await makeAccount(db())
    const code = tap(account.phone)
    const before = wechat.asked.length
    const missing = await open({ wechatPhoneCode: code, wechatCode: newWechat() })
    expect([missing.status, missing.body.errors?.[0]?.path]).toEqual([422, 'idTail'])
    const bare = await open({ wechatPhoneCode: code, idTail: account.idNumber.slice(-4) })
    expect([bare.status, bare.body.errors?.[0]?.path]).toEqual([422, 'wechatCode'])
    expect(wechat.asked).toHaveLength(before)
    const wrong = await open({ wechatPhoneCode: code, wechatCode: newWechat(), idTail: '0000' })
    expect([wrong.status, wrong.body.errors?.[0]?.code]).toEqual([422, 'ID_NUMBER_MISMATCH'])
    expect((await db().account.findUniqueOrThrow({ where: { id: account.id } })).wechatIndex).toBeNull()
  })

  it('of wrong documents locks like wrong passwords do, even for the right one', async () => {
    const account = await makeAccount(db())
    const attempt = (idTail: string) =>
      open({ wechatPhoneCode: tap(account.phone), wechatCode: newWechat(), idTail })
    let status = 0
    for (let tries = 0; tries < 20 && status !== 423 && status !== 429; tries += 1)
      status = (await attempt('0000')).status
    expect((await attempt(account.idNumber.slice(-4))).body.code).toBe('LOCKED')
  })

  it('that nobody has registered, a foreign one and a used code are refused, each in its words', async () => {
    const account = await makeAccount(db())
    const idTail = account.idNumber.slice(-4)
    const faultOf = async (wechatPhoneCode: string) =>
      (await open({ wechatPhoneCode, wechatCode: newWechat(), idTail })).body.errors?.[0]?.code
    const used = tap(account.phone)
    expect(await faultOf(used)).toBeUndefined()
    expect(await faultOf(used)).toBe('WECHAT_CODE_INVALID')
    expect(await faultOf(tap('13900009999'))).toBe('PHONE_NOT_REGISTERED')
    expect(await faultOf(tap('6123456789', '65'))).toBe('PHONE_FOREIGN')
  })

  it.each([
    [45009, 'RATE_LIMITED'],
    [-1, 'UNAVAILABLE'],
    [48001, 'UNAVAILABLE'],
  ])('errcode %i is %s', async (errcode, code) => {
    const account = await makeAccount(db())
    wechat.faults['/wxa/business/getuserphonenumber'] = [errcode]
    const idTail = account.idNumber.slice(-4)
    const answer = await open({ wechatPhoneCode: tap(account.phone), wechatCode: newWechat(), idTail })
    expect(answer.body.code).toBe(code)
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|token-/)
  })
})

describe('the access token', () => {
  it('is fetched once by many at once, and anew when WeChat has ended it', async () => {
    const accounts = await Promise.all(Array.from({ length: 5 }, () => makeAccount(db())))
    const enter = () =>
      Promise.all(
        accounts.map(({ phone, idNumber }) =>
          open({ wechatPhoneCode: tap(phone), wechatCode: newWechat(), idTail: idNumber.slice(-4) }),
        ),
      )
    const tokens = () => wechat.asked.filter((path) => path === '/cgi-bin/stable_token').length
    expect((await enter()).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    const before = tokens()
    wechat.endToken()
    expect((await enter()).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(tokens() - before).toBe(1)
  })
})

describe('the signature of a page', () => {
  const sign = (url: string) =>
    callRoute<{ appId: string; timestamp: number; nonceStr: string; signature: string } & Answer>(
      wechatRoutes.jsapi,
      { body: { url } },
    )

  it('is the documented one, over the address without its fragment, with one ticket for all', async () => {
    const { body, status } = await sign('http://localhost:3000/m?from=singlemessage#ticket=x')
    expect([status, body.appId]).toEqual([201, 'wx2'])
    const url = 'http://localhost:3000/m?from=singlemessage'
    const tickets = wechat.asked.filter((path) => path === '/cgi-bin/ticket/getticket')
    const possible = Array.from({ length: 9 }, (_, number) =>
      signatureOf({ ...body, url, ticket: `ticket-of-token-${number}` }),
    )
    expect(possible).toContain(body.signature)
    await Promise.all([sign(url), sign(url)])
    expect(wechat.asked.filter((path) => path === '/cgi-bin/ticket/getticket')).toEqual(tickets)
  })

  it('by the example of the documentation', () => {
    expect(
      signatureOf({
        ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
        nonceStr: 'Wm3WZYTPz0wzccnW',
        timestamp: 1414587457,
        url: 'http://mp.weixin.qq.com?params=value',
      }),
    ).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
  })

  it('of a page of elsewhere is not given', async () => {
    const { status, body } = await sign('https://evil.example/m')
    expect([status, body.errors?.[0]?.code]).toEqual([422, 'FOREIGN_ADDRESS'])
  })
})
