import { qrPath } from '@/lib/features/document/rules/qr-path'
import styles from './pickup.module.css'

/** The pickup code for the scanner of the counter, which types it there like a keyboard. */
export function PickupQr({ code }: { code: string }) {
  const { modules, path } = qrPath(code)
  // Four modules of white on each side, as the standard demands.
  const side = modules + 8
  return (
    <svg className={styles.qr} viewBox={`-4 -4 ${side} ${side}`} role="img" aria-label="领取码二维码">
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  )
}
