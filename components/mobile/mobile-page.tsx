'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import styles from './mobile.module.css'
import { useQuietStart } from './quiet'

type Props = {
  title: string
  /** Target of the back arrow; without `back` and `onBack` there is no arrow. */
  back?: string
  /** Replaces navigation to `back`, e.g. by returning to the previous step. */
  onBack?: () => void
  /** One short action, right of the title. */
  right?: ReactNode
  /** The page's primary action, fixed at the bottom of the window. */
  footer?: ReactNode
  children: ReactNode
}

/** Layout of every owner page: title bar, content, and the primary action within thumb reach. */
export function MobilePage({ title, back, onBack, right, footer, children }: Props) {
  const router = useRouter()
  useQuietStart()
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        {back || onBack ? (
          <button
            type="button"
            className={styles.back}
            aria-label="返回"
            onClick={() => (onBack ? onBack() : router.push(back ?? '/m'))}
          >
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path d="M15 4 7 12l8 8" fill="none" stroke="currentColor" strokeWidth="2" />
            </svg>
          </button>
        ) : (
          <span className={styles.side} />
        )}
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.side}>{right}</div>
      </header>
      <main className={styles.main}>{children}</main>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </div>
  )
}
