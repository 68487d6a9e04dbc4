import type { ReactNode } from 'react'
import styles from './desk-frame.module.css'

/** Photos that stay on the left while what is compared with them scrolls beside; without photos one column. */
export function DeskFrame({ photos, children }: { photos?: ReactNode; children: ReactNode }) {
  return (
    <div className={photos ? styles.desk : undefined}>
      {photos && <div className={styles.photos}>{photos}</div>}
      <div className={styles.facts}>{children}</div>
    </div>
  )
}

/** What may be done now, at the foot of the window. */
export function ActionBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.actions} role="toolbar" aria-label={label}>
      {children}
    </div>
  )
}

/** What follows stands at the right end of the bar. */
export function ActionGap() {
  return <span className={styles.gap} />
}
