import { readFileSync } from 'node:fs'
import { vi } from 'vitest'
import { z } from 'zod'
import { BASE } from '../config'

/**
 * A double of WeChat around the native pages, by its documented rules: what a page may call when, and what WeChat answers. Nothing here was
 * run in WeChat; what it does beyond its documents this cannot show.
 */

type Callbacks = { success?: (answer: object) => void; fail?: (answer: object) => void }
type Navigation = Callbacks & { url: string }
type Answered = [status: number, body: object]
type Page = Record<string, unknown> & { data: Record<string, unknown> }

/** wx.navigateTo: at most ten pages. */
const MOST_PAGES = 10
/** wx.requestSubscribeMessage: at most three templates at once. */
const MOST_TEMPLATES = 3

const app = z.object({ pages: z.array(z.string()) })
const { pages: KNOWN } = app.parse(JSON.parse(readFileSync(new URL('../app.json', import.meta.url), 'utf8')))

export class WechatHost {
  /** Paths of the pages that are open, the shown one last. */
  readonly stack: string[]
  readonly requests: { method: string; path: string; body: Record<string, string>; token?: string }[] = []
  /** The person has agreed to 用户隐私保护指引. */
  privacyAgreed = true
  /** What the person answers when asked to subscribe, by template. */
  readonly choices: Record<string, string> = {}
  /** The master switch of subscriptions in the mini program's settings. */
  subscriptionsOff = false
  /** What the camera sees; null: the person goes back. */
  scanned: string | null = null
  private tapping = false
  private codes = 0

  constructor(
    first: string,
    private readonly answer: (call: WechatHost['requests'][number]) => Answered,
  ) {
    this.stack = [first]
    vi.stubGlobal('wx', this.api())
  }

  /** Loads the code of a page and makes it live, as WeChat does when it is opened. */
  async open(path: string, query: Record<string, string> = {}): Promise<Page> {
    let options: Page | undefined
    vi.stubGlobal('Page', (given: Page) => {
      options = given
    })
    vi.resetModules()
    await import(/* @vite-ignore */ `../${path}.ts`)
    if (!options) throw new Error(`${path} calls no Page()`)
    const data = structuredClone(options.data)
    const page: Page = {
      ...options,
      data,
      setData: (changed: object) => void Object.assign(data, changed),
    }
    await callOf(page, 'onLoad')?.call(page, query)
    await callOf(page, 'onShow')?.call(page)
    return page
  }

  /** A touch: only while its handler runs, before anything asynchronous, does WeChat open what it opens by a tap alone. */
  async tap(page: Page, handler: string, dataset: object = {}): Promise<void> {
    const call = callOf(page, handler)
    if (!call) throw new Error(`no handler ${handler}`)
    this.tapping = true
    const running: unknown = call.call(page, { currentTarget: { dataset } })
    this.tapping = false
    await running
  }

  /** The button open-type="getPhoneNumber", which asks for the guideline first. @param allowed the person's answer */
  async tapPhoneButton(page: Page, handler: string, allowed = true): Promise<void> {
    const refused = this.privacyAgreed
      ? 'getPhoneNumber:fail user deny'
      : 'getPhoneNumber:fail privacy permission is not authorized'
    const detail =
      allowed && this.privacyAgreed
        ? { errMsg: 'getPhoneNumber:ok', code: `phone-code-${++this.codes}` }
        : { errMsg: refused }
    await callOf(page, handler)?.call(page, { detail })
  }

  private api() {
    return {
      login: ({ success }: Callbacks) => success?.({ code: `login-code-${++this.codes}` }),
      request: (options: Callbacks & { url: string; method: string; data?: object; header: object }) =>
        this.request(options),
      navigateTo: (options: Navigation) => this.navigate(options, (path) => this.stack.push(path)),
      redirectTo: (options: Navigation) =>
        this.navigate(options, (path) => this.stack.splice(-1, 1, path), true),
      navigateBack: () => void (this.stack.length > 1 && this.stack.pop()),
      scanCode: ({ success, fail }: Callbacks) =>
        this.scanned === null
          ? fail?.({ errMsg: 'scanCode:fail cancel' })
          : success?.({ result: this.scanned, scanType: 'QR_CODE' }),
      getPrivacySetting: ({ success }: Callbacks) =>
        success?.({ needAuthorization: !this.privacyAgreed, privacyContractName: '《隐私保护指引》' }),
      openPrivacyContract: ({ success }: Callbacks) => success?.({}),
      requestSubscribeMessage: (options: Callbacks & { tmplIds: string[] }) => this.subscribe(options),
    }
  }

  /** Only addresses of 服务器域名. */
  private request(options: Callbacks & { url: string; method: string; data?: object; header: object }) {
    const { url, method, data = {}, header, success, fail } = options
    if (!url.startsWith(`${BASE}/`)) return fail?.({ errMsg: 'request:fail url not in domain list' })
    const { authorization } = header as { authorization?: string }
    const call = {
      method,
      path: url.slice(`${BASE}/api/v1`.length),
      body: data as Record<string, string>,
      ...(authorization ? { token: authorization } : {}),
    }
    this.requests.push(call)
    const [statusCode, body] = this.answer(call)
    success?.({ statusCode, data: body })
  }

  private navigate({ url, success, fail }: Navigation, move: (path: string) => void, replaces = false) {
    const path = url.slice(1).split('?', 1)[0] ?? ''
    if (!KNOWN.includes(path)) return fail?.({ errMsg: `navigateTo:fail page "${path}" is not found` })
    if (!replaces && this.stack.length >= MOST_PAGES)
      return fail?.({ errMsg: 'navigateTo:fail webview count limit exceed' })
    move(path)
    success?.({})
  }

  private subscribe({ tmplIds, success, fail }: Callbacks & { tmplIds: string[] }) {
    const refuse = (errCode: number, why: string) =>
      fail?.({ errCode, errMsg: `requestSubscribeMessage:fail ${why}` })
    if (!this.tapping) return refuse(0, 'can only be invoked by user TAP gesture.')
    if (tmplIds.length > MOST_TEMPLATES) return refuse(20003, 'templates count out of max bounds')
    if (this.subscriptionsOff) return refuse(20004, 'The main switch is switched off')
    const unknown = tmplIds.some((id) => !(id in this.choices))
    if (unknown) return refuse(20001, 'No template data return, verify the template id exist')
    const answers = tmplIds.map((id) => [id, this.choices[id]])
    success?.({ errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(answers) })
  }
}

function callOf(page: Page, name: string): ((...given: unknown[]) => unknown) | undefined {
  const found = page[name]
  return typeof found === 'function' ? (found as (...given: unknown[]) => unknown) : undefined
}
