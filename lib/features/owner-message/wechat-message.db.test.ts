import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { OWNER_MESSAGES_SETTING } from '@/lib/features/setting/schema/owner-messages'
import { wechatRoutes } from '@/lib/features/wechat/routes'
import { db } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { type MadeAccount, makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { FACTORY_PASSWORD as PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { WechatService } from '@/testing/wechat-service'
import { sendDueWechat } from './commands/send-wechat'
import { getMessageFigures } from './queries/figures'

const SEND = '/cgi-bin/message/subscribe/send'
const wechat = new WechatService()
beforeAll(async () => {
  const app = { WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 'the secret of the app' }
  Object.assign(process.env, { WECHAT_API_URL: await wechat.start(), ...app })
  const { initial } = OWNER_MESSAGES_SETTING
  const RETURNED = {
    ...initial.RETURNED,
    wechatTemplate: 'T-returned',
    wechatLines: 'thing1={machine}\nthing2=请修改',
  }
  const value = { ...initial, quietFrom: 0, quietTo: 0, RETURNED }
  await db().setting.create({ data: { key: 'owner-messages', divisionCode: '000000', value } })
})
afterAll(() => wechat.stop())
beforeEach(async () => {
  await db().wechatMessage.deleteMany()
})

let people = 0
/** An account whose owner's WeChat is linked. */
async function linked(): Promise<MadeAccount & { wechatCode: string; openid: string; token: string }> {
  const account = await makeAccount(db())
  const openid = `person-${++people}`
  const wechatCode = `of-${openid}`
  const body = { phone: account.phone, password: PASSWORD, wechatCode }
  const opened = await callRoute<{ accessToken: string }>(accountRoutes.openSession, { body })
  return { ...account, wechatCode, openid, token: opened.body.accessToken }
}
type Stored = { left?: number; errors?: { code: string }[] }
const agree = (wechatCode: string, templateId = 'T-returned') =>
  callRoute<Stored>(wechatRoutes.subscribe, { body: { wechatCode, templateId } })
const leftOf = async (accountId: string) =>
  (await db().wechatConsent.findMany({ where: { accountId } })).map(({ sendsLeft }) => sendsLeft)

async function returned(account: MadeAccount): Promise<string> {
  const { id } = await makeFiling(db(), 'RETURNED', { filerId: account.id })
  await db().notice.deleteMany({ where: { filingId: id } })
  const filing = { id, filerId: account.id, ownerId: account.id }
  await db().$transaction((tx) => notify(tx, { filing, kind: 'RETURNED' }))
  return id
}
const stateOf = async (filingId: string) =>
  (await db().wechatMessage.findMany({ where: { notice: { filingId } } })).map(({ state, why }) => [
    state,
    why,
  ])
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

describe('a consent', () => {
  it('is one message: the second event is not sent, and the openid stands nowhere in the clear', async () => {
    const account = await linked()
    expect((await agree(account.wechatCode)).body).toEqual({ left: 1 })
    const first = await returned(account)
    const second = await returned(account)
    await Promise.all([sendDueWechat(later(1)), sendDueWechat(later(1))])
    await sendDueWechat(later(2))
    const mine = wechat.sent.filter(({ touser }) => touser === account.openid)
    expect(mine).toMatchObject([{ template_id: 'T-returned', page: 'pages/index/index' }])
    expect(mine[0]?.data).toMatchObject({ thing2: { value: '请修改' } })
    const states = [await stateOf(first), await stateOf(second)].flat()
    expect(states.toSorted()).toEqual([
      ['DROPPED', 'NO_CONSENT'],
      ['SENT', null],
    ])
    expect(await leftOf(account.id)).toEqual([0])
    const rows = await db().wechatConsent.findMany({ where: { accountId: account.id } })
    expect(JSON.stringify(rows)).not.toContain(account.openid)
  })

  it('adds up, to twenty, and is nobody’s without a linked account or a template in use', async () => {
    const account = await linked()
    for (let count = 0; count < 21; count += 1) await agree(account.wechatCode)
    expect(await leftOf(account.id)).toEqual([20])
    expect((await agree('of-nobody')).body.errors?.[0]?.code).toBe('WECHAT_NOT_LINKED')
    expect((await agree(account.wechatCode, 'T-other')).body.errors?.[0]?.code).toBe('UNKNOWN_TEMPLATE')
  })

  it('goes with the link, whoever ends it', async () => {
    const account = await linked()
    await agree(account.wechatCode)
    await callRoute(accountRoutes.unlinkWechat, { token: account.token })
    expect(await leftOf(account.id)).toEqual([])
  })

  it('nobody has given: nothing is made to be sent', async () => {
    const id = await returned(await linked())
    expect(await stateOf(id)).toEqual([])
  })
})

describe('what WeChat answers', () => {
  it('busy is tried again, and the count goes down once', async () => {
    const account = await linked()
    await agree(account.wechatCode)
    await agree(account.wechatCode)
    const id = await returned(account)
    wechat.faults[SEND] = [-1, 45009]
    await sendDueWechat(later(1))
    expect([await stateOf(id), await leftOf(account.id)]).toEqual([[['WAITING', null]], [1]])
    await sendDueWechat(later(7))
    await sendDueWechat(later(13))
    expect([await stateOf(id), await leftOf(account.id)]).toEqual([[['SENT', null]], [1]])
  })

  it('a refusal for good has used nothing; that the person has no consent left is believed', async () => {
    const account = await linked()
    await agree(account.wechatCode)
    const refused = await returned(account)
    wechat.faults[SEND] = [47003]
    await sendDueWechat(later(1))
    expect([await stateOf(refused), await leftOf(account.id)]).toEqual([[['FAILED', 'errcode 47003']], [1]])
    const unwanted = await returned(account)
    wechat.faults[SEND] = [43101]
    await sendDueWechat(later(2))
    expect([await stateOf(unwanted), await leftOf(account.id)]).toEqual([[['DROPPED', 'NO_CONSENT']], [0]])
  })

  it('none at all may be a message that went out: it is not sent again, not called sent, and its consent is used', async () => {
    const account = await linked()
    await agree(account.wechatCode)
    const id = await returned(account)
    wechat.silent.add(SEND)
    await sendDueWechat(later(1))
    wechat.silent.delete(SEND)
    const before = wechat.sent.length
    await sendDueWechat(later(60))
    expect(wechat.sent).toHaveLength(before)
    expect([await stateOf(id), await leftOf(account.id)]).toEqual([[['FAILED', 'BROKEN_OFF']], [0]])
    expect((await getMessageFigures()).wechat?.failures).toContainEqual({ why: 'BROKEN_OFF', count: 1 })
  })

  it('a token that has ended is fetched anew; without any nothing was sent, and it is tried again', async () => {
    const account = await linked()
    await agree(account.wechatCode)
    const id = await returned(account)
    wechat.endToken()
    wechat.silent.add('/cgi-bin/stable_token')
    await sendDueWechat(later(1))
    expect([await stateOf(id), await leftOf(account.id)]).toEqual([[['WAITING', null]], [0]])
    wechat.silent.delete('/cgi-bin/stable_token')
    await sendDueWechat(later(7))
    expect(await stateOf(id)).toEqual([['SENT', null]])
  })
})

it('offers the kinds that have a template, and none without a mini program', async () => {
  const templates = () => callRoute<{ data: object[] }>(wechatRoutes.templates, {})
  expect((await templates()).body.data).toEqual([
    { kind: 'RETURNED', templateId: 'T-returned', label: '退回重填' },
  ])
})
