import { z } from 'zod'

/** Where WeChat serves its JSSDK; it is loaded nowhere but inside WeChat, and only when something needs it. */
export const JSSDK_URL = 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js'

export type WechatHost = 'miniProgram' | 'browser'

/** What shows the page: the web-view of a mini program, WeChat's own browser, or (null) another browser. */
export function wechatHost(userAgent: string): WechatHost | null {
  if (!/MicroMessenger/i.test(userAgent)) return null
  return /miniProgram/i.test(userAgent) ? 'miniProgram' : 'browser'
}

type Callbacks = { success?: (answer: object) => void; fail?: (answer: object) => void }
type Config = { appId: string; timestamp: number; nonceStr: string; signature: string; jsApiList: string[] }

/** The parts of the JSSDK that the pages use. */
export type Jssdk = {
  miniProgram: {
    navigateTo: (options: Callbacks & { url: string }) => void
    reLaunch: (options: Callbacks & { url: string }) => void
  }
  config: (options: Config) => void
  ready: (run: () => void) => void
  error: (run: (answer: object) => void) => void
  scanQRCode: (options: Callbacks & { needResult: 1; scanType: ['qrCode']; cancel?: () => void }) => void
}

declare global {
  interface Window {
    wx?: Jssdk
  }
}

let loading: Promise<Jssdk> | undefined

/**
 * The JSSDK, loaded once. The script carries the page's nonce, so that the content security policy needs no foreign address.
 * @throws Error with a sentence when it does not load; asked again, it is tried again
 */
export function jssdk(): Promise<Jssdk> {
  loading ??= new Promise<Jssdk>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = JSSDK_URL
    script.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
    script.onload = () => (window.wx ? resolve(window.wx) : reject(failed()))
    script.onerror = () => reject(failed())
    document.head.append(script)
  })
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

const failed = () => new Error('微信的组件没有打开，请检查网络后重试')

/** Pages of miniprogram/app.json that the web pages lead to. */
export type NativePage = 'pages/index/index' | 'pages/scan/scan' | 'pages/subscribe/subscribe'

/**
 * Leaves the web-view for a native page, which the way back leads back from; the first page takes the place of all.
 * @throws Error with a sentence
 */
export async function openNativePage(page: NativePage): Promise<void> {
  const { miniProgram } = await jssdk()
  const open = page === 'pages/index/index' ? miniProgram.reLaunch : miniProgram.navigateTo
  await new Promise<void>((resolve, reject) =>
    open({
      url: `/${page}`,
      success: () => resolve(),
      fail: () => reject(new Error('小程序的页面没有打开，请返回后再试')),
    }),
  )
}

const scanned = z.object({ resultStr: z.string() })

/**
 * Scans a QR code with WeChat's own browser.
 * @param signature of the open page, by the registry
 * @returns its text; null when the person went back
 * @throws Error with a sentence
 */
export async function scanInBrowser(signature: Omit<Config, 'jsApiList'>): Promise<string | null> {
  const wx = await jssdk()
  await new Promise<void>((resolve, reject) => {
    wx.ready(resolve)
    wx.error(() => reject(new Error('微信没有允许本页使用扫一扫，请用微信自己的扫一扫')))
    wx.config({ ...signature, jsApiList: ['scanQRCode'] })
  })
  return new Promise((resolve, reject) =>
    wx.scanQRCode({
      needResult: 1,
      scanType: ['qrCode'],
      success: (answer) => resolve(scanned.safeParse(answer).data?.resultStr ?? ''),
      cancel: () => resolve(null),
      fail: () => reject(new Error('没有扫到二维码，请再试一次')),
    }),
  )
}
