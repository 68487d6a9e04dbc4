import type { ReactNode } from 'react'
import styles from './desk-frame.module.css'

/** Photos fixed on the left, the data compared with them scrolling beside; one column without photos. */
export function DeskFrame({ photos, children }: { photos?: ReactNode; children: ReactNode }) {
  return (
    <div className={photos ? styles.desk : undefined}>
      {photos && <div className={styles.photos}>{photos}</div>}
      <div className={styles.facts}>{children}</div>
    </div>
  )
}

/** The available actions, at the foot of the window. */
export function ActionBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.actions} role="toolbar" aria-label={label}>
      {children}
    </div>
  )
}

/** Pushes what follows to the right end of the bar. */
export function ActionGap() {
  return <span className={styles.gap} />
}
