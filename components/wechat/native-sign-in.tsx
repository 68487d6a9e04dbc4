import { openNativePage } from '@/lib/client/wechat-sdk'
import { useAct } from './use-act'
import styles from './wechat.module.css'

/** Back to the first native page, which signs in by `wx.login`. */
export function NativeSignIn() {
  const back = useAct(() => openNativePage('pages/index/index'))
  return (
    <div className={styles.tools}>
      <button type="button" disabled={back.busy} onClick={back.run}>
        用微信登录
      </button>
      {back.failure && <p role="alert">{back.failure}</p>}
    </div>
  )
}
