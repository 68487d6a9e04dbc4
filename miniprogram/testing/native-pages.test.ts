import { afterEach, describe, expect, it, vi } from 'vitest'
import { BASE } from '../config'
import { WechatHost } from './wechat-host'

afterEach(() => vi.unstubAllGlobals())

const INDEX = 'pages/index/index'
const SCAN = 'pages/scan/scan'
const WEB = 'pages/web/web'
const SUBSCRIBE = 'pages/subscribe/subscribe'
const PRIVACY = 'pages/privacy/privacy'
const TOKEN = 'sM3p2Zt0-_aKq9XnYb1c7Q'

const unlinked = { code: 'INVALID_CREDENTIALS', errors: [{ code: 'WECHAT_NOT_LINKED', message: '未关联' }] }
const registry: ConstructorParameters<typeof WechatHost>[1] = ({ path, body }) => {
  if (path === '/wechat/subscription-templates')
    return [200, { data: [{ templateId: 'T1', label: '退回重填' }] }]
  if (path === '/wechat/subscriptions') return [201, { left: 1 }]
  if (path === '/sessions/tickets') return [201, { ticket: 'ticket-1' }]
  if (body.wechatPhoneCode) return [201, { accessToken: 'a' }]
  return path === '/sessions' ? [401, unlinked] : [204, {}]
}

describe('the guideline', () => {
  it('comes before wx.login and before any request; refused, nothing is asked for and the web pages stay open to read', async () => {
    const host = new WechatHost(INDEX, registry)
    host.privacyAgreed = false
    const page = await host.open(INDEX)
    expect([host.stack.at(-1), host.requests, page.data.declined]).toEqual([PRIVACY, [], true])
    await host.tapPhoneButton(page, 'signInByWechatPhone')
    expect([host.requests, page.data.message]).toEqual([[], expect.stringContaining('没有取得')])
  })

  it('agreed to, leads back to the page that asked', async () => {
    const host = new WechatHost(INDEX, registry)
    host.privacyAgreed = false
    host.stack.push(PRIVACY)
    const page = await host.open(PRIVACY)
    expect(page.data.contract).toBe('《隐私保护指引》')
    host.privacyAgreed = true
    await host.tap(page, 'agree')
    const { takePrivacyAnswer } = await import('../lib/privacy')
    expect([host.stack, takePrivacyAnswer(), takePrivacyAnswer()]).toEqual([[INDEX], 'agreed', null])
  })
})

describe('the phone that WeChat has', () => {
  it('signs in with the last four of the document, and with nothing less', async () => {
    const host = new WechatHost(INDEX, registry)
    const page = await host.open(INDEX)
    expect(page.data.unlinked).toBe(true)
    const before = host.requests.length
    await host.tapPhoneButton(page, 'signInByWechatPhone')
    expect([host.requests.length, page.data.message]).toEqual([before, expect.stringContaining('后四位')])
    page.data.idTail = '002X'
    await host.tapPhoneButton(page, 'signInByWechatPhone')
    const sent = host.requests[before]?.body
    expect(sent).toMatchObject({ idTail: '002X', wechatPhoneCode: expect.stringMatching(/^phone-code/) })
    expect(sent?.wechatCode).toMatch(/^login-code/)
    expect(host.stack.at(-1)).toBe(WEB)
  })

  it('is not there when the person says no, and the page says what else there is', async () => {
    const host = new WechatHost(INDEX, registry)
    const page = await host.open(INDEX)
    const before = host.requests.length
    page.data.idTail = '002X'
    await host.tapPhoneButton(page, 'signInByWechatPhone', false)
    expect(host.requests).toHaveLength(before)
    expect(page.data.message).toContain('短信验证码')
  })
})

describe('扫一扫', () => {
  it('opens the owner’s page of the machine in place of itself', async () => {
    const host = new WechatHost(INDEX, registry)
    host.stack.push(WEB, SCAN)
    host.scanned = `${BASE}/check/${TOKEN}`
    await host.open(SCAN)
    const { takeHanded } = await import('../lib/handed')
    expect([host.stack, takeHanded()]).toEqual([[INDEX, WEB, WEB], `${BASE}/m/scanned/${TOKEN}`])
  })

  it('opens the public page of a certificate', async () => {
    const host = new WechatHost(INDEX, registry)
    host.stack.push(WEB, SCAN)
    host.scanned = `${BASE}/check/certificate/${TOKEN}`
    await host.open(SCAN)
    const { takeHanded } = await import('../lib/handed')
    expect([host.stack, takeHanded()]).toEqual([[INDEX, WEB, WEB], `${BASE}/check/certificate/${TOKEN}`])
  })

  it('opens nothing of elsewhere, and goes back when the person does', async () => {
    const host = new WechatHost(INDEX, registry)
    host.stack.push(SCAN)
    host.scanned = `https://evil.example/check/${TOKEN}`
    const page = await host.open(SCAN)
    expect([host.stack.at(-1), page.data.message]).toEqual([SCAN, expect.stringContaining('不是信息采集卡')])
    host.scanned = null
    await host.tap(page, 'scan')
    expect(host.stack).toEqual([INDEX])
  })
})

describe('a subscription', () => {
  it('is asked for within the tap, and stored once when it was accepted', async () => {
    const host = new WechatHost(SUBSCRIBE, registry)
    host.choices.T1 = 'accept'
    const page = await host.open(SUBSCRIBE)
    await host.tap(page, 'subscribe', { at: 0 })
    const stored = host.requests.filter(({ path }) => path === '/wechat/subscriptions')
    expect(stored).toMatchObject([{ body: { templateId: 'T1', wechatCode: expect.any(String) } }])
    expect(page.data).toMatchObject({ busy: false, good: expect.stringContaining('1 次') })
  })

  it.each([
    ['reject', '没有同意'],
    ['ban', '停用'],
    ['filter', '没有询问'],
  ])('%s stores nothing and says so', async (choice, said) => {
    const host = new WechatHost(SUBSCRIBE, registry)
    host.choices.T1 = choice
    const page = await host.open(SUBSCRIBE)
    await host.tap(page, 'subscribe', { at: 0 })
    expect(host.requests.map(({ path }) => path)).toEqual(['/wechat/subscription-templates'])
    expect(page.data.message).toContain(said)
  })

  it('switched off in the settings, or a template that WeChat does not know, is said in words', async () => {
    const host = new WechatHost(SUBSCRIBE, registry)
    const page = await host.open(SUBSCRIBE)
    await host.tap(page, 'subscribe', { at: 0 })
    expect(page.data.message).toContain('暂时不能订阅')
    host.subscriptionsOff = true
    await host.tap(page, 'subscribe', { at: 0 })
    expect(page.data.message).toContain('设置')
  })

  it('asked for without a tap is refused by WeChat, and nothing is stored', async () => {
    const host = new WechatHost(SUBSCRIBE, registry)
    host.choices.T1 = 'accept'
    const page = await host.open(SUBSCRIBE)
    const subscribe = page.subscribe as (event: object) => Promise<void>
    await subscribe.call(page, { currentTarget: { dataset: { at: 0 } } })
    expect([host.requests.length, page.data.message]).toEqual([1, expect.stringContaining('再点一次')])
  })
})
