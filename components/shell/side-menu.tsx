'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type KeyboardEvent, useRef } from 'react'
import { useMay } from './actor-context'
import { currentHref, MENU } from './menu'
import styles from './shell.module.css'

export type QueueCounts = Record<string, number | undefined>

/**
 * Plain links in a list, so that middle click and screen readers work natively. One of them is in the tab order, arrows move
 * between them: twenty tab stops would stand before every page.
 */
export function SideMenu({ counts, onNavigate }: { counts: QueueCounts; onNavigate?: () => void }) {
  const may = useMay()
  const current = currentHref(usePathname())
  const menu = useRef<HTMLElement>(null)
  const groups = MENU.map((group) => ({ ...group, items: group.items.filter((item) => may(item.action)) }))
  const hrefs = groups.flatMap(({ items }) => items.map(({ href }) => href))
  const tabStop = hrefs.find((href) => href === current) ?? hrefs[0]
  return (
    <nav
      aria-label="主菜单"
      className={styles.menu}
      ref={menu}
      onKeyDown={(event) => moveFocus(event, menu.current)}
    >
      {groups.map((group) => {
        const { items } = group
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
                      tabIndex={item.href === tabStop ? 0 : -1}
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

/** Arrows, Home and End move between the links. */
function moveFocus(event: KeyboardEvent, menu: HTMLElement | null): void {
  const links = [...(menu?.querySelectorAll('a') ?? [])]
  const focused = document.activeElement
  const at = focused instanceof HTMLAnchorElement ? links.indexOf(focused) : -1
  const last = links.length - 1
  const targets: Record<string, number> = {
    ArrowDown: Math.min(at + 1, last),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: last,
  }
  const to = targets[event.key]
  if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  links[to]?.focus()
}
