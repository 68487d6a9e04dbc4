import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A double of api.weixin.qq.com by its documented rules: tokens that end, codes that are good once, faults as `errcode` in a 200 of
 * text/plain. What WeChat does beyond its documents this cannot show.
 */
export class WechatService {
  /** Paths that were asked for, in order. */
  readonly asked: string[] = []
  /** Messages that WeChat has taken. */
  readonly sent: { touser: string; template_id: string; page: string; data: object }[] = []
  /** Errcodes that the next calls of a path are answered with. */
  readonly faults: Record<string, number[]> = {}
  /** Paths whose connection breaks before an answer. */
  readonly silent = new Set<string>()
  /** The phone that WeChat has on record, by the code of the button. */
  readonly phones: Record<string, { purePhoneNumber: string; countryCode: string }> = {}
  private readonly used = new Set<string>()
  private token = ''
  private tokens = 0
  private readonly server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://stub')
    this.asked.push(url.pathname)
    let text = ''
    request.on('data', (chunk) => {
      text += String(chunk)
    })
    request.on('end', () => {
      if (this.silent.has(url.pathname)) return void request.socket.destroy()
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.end(JSON.stringify(this.answer(url, text === '' ? {} : JSON.parse(text))))
    })
  })

  /** @returns its address, for WECHAT_API_URL */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  /** WeChat ends the token before its time, e.g. because the secret was changed. */
  endToken(): void {
    this.token = ''
  }

  private answer({ pathname, searchParams }: URL, body: Record<string, string>): object {
    const fault = this.faults[pathname]?.shift()
    if (fault !== undefined) return { errcode: fault, errmsg: 'stub' }
    if (pathname === '/sns/jscode2session') return this.openidOf(searchParams.get('js_code') ?? '')
    if (pathname === '/cgi-bin/stable_token') {
      this.token ||= `token-${++this.tokens}`
      return { access_token: this.token, expires_in: 7200 }
    }
    if (searchParams.get('access_token') !== this.token || this.token === '')
      return { errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' }
    if (pathname === '/cgi-bin/ticket/getticket')
      return { errcode: 0, errmsg: 'ok', ticket: `ticket-of-${this.token}`, expires_in: 7200 }
    if (pathname === '/wxa/business/getuserphonenumber') return this.phoneOf(body.code ?? '')
    if (pathname === '/cgi-bin/message/subscribe/send') {
      this.sent.push(body as unknown as WechatService['sent'][number])
      return { errcode: 0, errmsg: 'ok' }
    }
    return { errcode: 48001, errmsg: 'api unauthorized' }
  }

  /** The code `of-X` belongs to X. */
  private openidOf(code: string): object {
    const openid = /^of-(.+)$/.exec(code)?.[1]
    return openid ? { openid, session_key: 'k' } : { errcode: 40029, errmsg: 'invalid code' }
  }

  private phoneOf(code: string): object {
    const phone = this.phones[code]
    if (!phone || this.used.has(code)) return { errcode: 40029, errmsg: 'code无效' }
    this.used.add(code)
    return { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: phone.purePhoneNumber, ...phone } }
  }
}
