'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useMay } from './actor-context'
import { currentHref, MENU } from './menu'
import styles from './shell.module.css'

export type QueueCounts = Record<string, number | undefined>

/** Plain links in a list, so that keyboard, middle click and screen readers work natively. */
export function SideMenu({ counts, onNavigate }: { counts: QueueCounts; onNavigate?: () => void }) {
  const may = useMay()
  const current = currentHref(usePathname())
  return (
    <nav aria-label="主菜单" className={styles.menu}>
      {MENU.map((group) => {
        const items = group.items.filter((item) => may(item.action))
        if (items.length === 0) return null
        return (
          <div key={group.label || 'top'} className={styles.menuGroup}>
            {group.label && <h2 className={styles.menuTitle}>{group.label}</h2>}
            <ul>
              {items.map((item) => {
                const count = item.queue ? counts[item.queue] : undefined
                return (
                  <li key={item.href}>
                    <Link
                      href={item.href}
                      prefetch={false}
                      onClick={onNavigate}
                      aria-current={item.href === current ? 'page' : undefined}
                      className={styles.menuLink}
                    >
                      <span className={styles.menuIcon}>{item.icon}</span>
                      <span className={styles.menuLabel}>{item.label}</span>
                      {count !== undefined && count > 0 && (
                        <span className={item.queue === 'overdue' ? styles.countBad : styles.count}>
                          {count}
                          <span className="visually-hidden"> 件</span>
                        </span>
                      )}
                    </Link>
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
