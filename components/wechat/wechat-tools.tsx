import { useRouter } from 'next/navigation'
import { openNativePage, scanInBrowser, type WechatHost } from '@/lib/client/wechat-sdk'
import { checkTokenOf } from '@/lib/core/check-address'
import { signThisPage } from '@/lib/features/wechat/api'
import { useAct } from './use-act'
import styles from './wechat.module.css'

/** 扫一扫, by the mini program's own page or WeChat's browser; 消息提醒, which WeChat lets native pages alone ask for. */
export function WechatTools({ host }: { host: WechatHost }) {
  const router = useRouter()
  const scan = useAct(async () => {
    if (host === 'miniProgram') return openNativePage('pages/scan/scan')
    const text = await scanInBrowser(await signThisPage())
    if (text === null) return
    const token = checkTokenOf(text, window.location.origin)
    if (!token) throw new Error('这不是信息采集卡上的二维码')
    router.push(`/m/scanned/${token}`)
  })
  const subscribe = useAct(() => openNativePage('pages/subscribe/subscribe'))
  const failure = scan.failure ?? subscribe.failure
  return (
    <div className={styles.tools}>
      <button type="button" disabled={scan.busy} onClick={scan.run}>
        扫一扫采集卡
      </button>
      {host === 'miniProgram' && (
        <button type="button" disabled={subscribe.busy} onClick={subscribe.run}>
          微信消息提醒
        </button>
      )}
      {failure && <p role="alert">{failure}</p>}
    </div>
  )
}
