'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import styles from './consent.module.css'
import { useConsentMissing } from './consented'

/** Above every page of an account that has not accepted the notice in force; it hinders no reading. */
export function ConsentBanner() {
  const missing = useConsentMissing()
  const path = usePathname()
  if (!missing || path === '/m/privacy') return null
  return (
    <aside className={styles.banner} aria-label="个人信息保护告知">
      <span>《个人信息保护告知》需要您确认</span>
      <Link href={`/m/privacy?next=${encodeURIComponent(path)}`} prefetch={false}>
        阅读并确认
      </Link>
    </aside>
  )
}
