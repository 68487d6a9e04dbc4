import { BASE } from '../../config'
import { checkUrl } from '../../lib/address'
import { openWeb } from '../../lib/handed'
import { type Entry, enterByPhone, enterByWechat, sendCode } from '../../lib/session'
import { shareCard } from '../../lib/share'

const HOME = '/m'
const PHONE = /^1[3-9]\d{9}$/
const CODE = /^\d{6}$/

type Typed = WechatMiniprogram.Input

let countdown = 0

Page({
  data: {
    unlinked: false,
    busy: false,
    message: '',
    phone: '',
    code: '',
    idTail: '',
    asksTail: false,
    wait: 0,
  },

  /** @param query `q`: the address of a code that was scanned with WeChat itself */
  onLoad(query: Record<string, string | undefined>) {
    const url = query.q ? checkUrl(BASE, decodeURIComponent(query.q)) : null
    if (url) openWeb(url)
    else void this.enter()
  },

  onUnload() {
    clearInterval(countdown)
  },

  onShareAppMessage: shareCard,

  enter() {
    return this.run(() => enterByWechat(HOME))
  },

  signIn() {
    const { phone, code, idTail, asksTail } = this.data
    if (!PHONE.test(phone)) return this.setData({ message: '手机号应为 11 位数字' })
    if (!CODE.test(code)) return this.setData({ message: '验证码是 6 位数字' })
    if (asksTail && idTail.length !== 4) return this.setData({ message: '请填写证件号码的后四位' })
    return this.run(() => enterByPhone({ phone, code, idTail: asksTail ? idTail : '' }, HOME))
  },

  /** A page that signs up in the web-view; WeChat is linked here, at the next start, by phone and code. */
  register() {
    openWeb(`${BASE}/m/register`)
  },

  enterPlain() {
    openWeb(BASE + HOME)
  },

  async askCode() {
    const { phone } = this.data
    if (!PHONE.test(phone)) return this.setData({ message: '手机号应为 11 位数字' })
    this.setData({ busy: true, message: '' })
    try {
      const { wait, sentence } = await sendCode(phone, (message) => this.setData({ message }))
      this.setData({ message: sentence })
      this.countDown(wait)
    } catch (error) {
      this.setData({ message: sentenceFor(error) })
    } finally {
      this.setData({ busy: false })
    }
  },

  scan() {
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => {
        const url = checkUrl(BASE, result)
        if (url) openWeb(url)
        else this.setData({ message: '这不是信息采集卡上的二维码' })
      },
    })
  },

  typePhone({ detail }: Typed) {
    this.setData({ phone: detail.value.trim() })
  },

  typeCode({ detail }: Typed) {
    this.setData({ code: detail.value.trim() })
  },

  typeTail({ detail }: Typed) {
    this.setData({ idTail: detail.value.trim() })
  },

  countDown(seconds: number) {
    clearInterval(countdown)
    const until = Date.now() + seconds * 1000
    const tick = () => {
      const wait = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      this.setData({ wait })
      if (wait === 0) clearInterval(countdown)
    }
    tick()
    countdown = setInterval(tick, 500)
  },

  async run(work: () => Promise<Entry>) {
    this.setData({ busy: true, message: '' })
    try {
      const entry = await work()
      if (entry.kind === 'refused') this.setData({ message: entry.sentence })
      if (entry.kind === 'document') this.setData({ asksTail: true, message: entry.sentence })
      if (entry.kind === 'unlinked') this.setData({ unlinked: true })
      if (entry.kind === 'open') {
        this.setData({ unlinked: false, code: '', idTail: '', asksTail: false })
        openWeb(entry.url)
      }
    } catch (error) {
      this.setData({ message: sentenceFor(error) })
    } finally {
      this.setData({ busy: false })
    }
  },
})

function sentenceFor(error: unknown): string {
  return error instanceof Error && error.message ? error.message : '系统出现问题，请稍后再试'
}
