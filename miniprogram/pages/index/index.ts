import { BASE } from '../../config'
import { checkUrl } from '../../lib/address'
import { openWeb } from '../../lib/handed'
import { takePrivacyAnswer, waitingContract } from '../../lib/privacy'
import { sentenceFor } from '../../lib/sentence'
import { type Entry, enterByPhone, enterByWechat, enterByWechatPhone, sendCode } from '../../lib/session'
import { shareCard } from '../../lib/share'

const HOME = '/m'
const PHONE = /^1[3-9]\d{9}$/
const CODE = /^\d{6}$/

type Typed = WechatMiniprogram.Input
type PhoneButton = WechatMiniprogram.CustomEvent<{ code?: string; errMsg: string; errno?: number }>

let countdown = 0

Page({
  data: {
    unlinked: false,
    /** 用户隐私保护指引 was not agreed to: nothing personal is asked for. */
    declined: false,
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
    return url ? openWeb(url) : this.start()
  },

  /** Back from the page of the guideline, with an answer or by the way back, which is none. */
  onShow() {
    const answer = takePrivacyAnswer()
    if (answer === 'agreed') void this.enter()
    if (answer === 'declined') this.setData({ declined: true })
  },

  onUnload() {
    clearInterval(countdown)
  },

  onShareAppMessage: shareCard,

  /** Before anything personal is asked for, `wx.login` included, WeChat's guideline is agreed to. */
  async start() {
    this.setData({ busy: true, message: '' })
    const contract = await waitingContract()
    this.setData({ busy: false, declined: contract !== null })
    if (contract === null) await this.enter()
    else this.readPrivacy()
  },

  readPrivacy() {
    void wx.navigateTo({ url: '/pages/privacy/privacy' })
  },

  enter() {
    this.setData({ declined: false })
    return this.run(() => enterByWechat(HOME))
  },

  signIn() {
    const { phone, code, idTail, asksTail } = this.data
    if (!PHONE.test(phone)) return this.setData({ message: '手机号应为 11 位数字' })
    if (!CODE.test(code)) return this.setData({ message: '验证码是 6 位数字' })
    if (asksTail && idTail.length !== 4) return this.setData({ message: '请填写证件号码的后四位' })
    return this.run(() => enterByPhone({ phone, code, idTail: idTail.length === 4 ? idTail : '' }, HOME))
  },

  /** Of the buttons that ask WeChat for the phone: a code, or why there is none. */
  signInByWechatPhone({ detail }: PhoneButton) {
    const { idTail } = this.data
    if (!detail.code) return this.setData({ message: phoneRefusal(detail.errno) })
    if (idTail.length !== 4)
      return this.setData({ asksTail: true, message: '请先填写证件号码的后四位，再点一次' })
    const phoneCode = detail.code
    return this.run(() => enterByWechatPhone({ phoneCode, idTail }, HOME))
  },

  subscriptions() {
    void wx.navigateTo({ url: '/pages/subscribe/subscribe' })
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
    void wx.navigateTo({ url: '/pages/scan/scan' })
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

/** 1400001: the mini program may ask for no more phones (资源包). Anything else: the person said no, or WeChat did not ask. */
function phoneRefusal(errno: number | undefined): string {
  return errno === 1400001
    ? '现在不能取得微信绑定的手机号，请用短信验证码登录'
    : '没有取得微信绑定的手机号。您也可以用短信验证码登录'
}
