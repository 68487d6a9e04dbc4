'use client'

import { useQuery } from '@tanstack/react-query'
import { unreadQuery } from '@/lib/features/notice/api'
import styles from './notice.module.css'

/** Number of unread notices; renders nothing while it is zero or unknown. */
export function UnreadBadge() {
  const { data: unread = 0 } = useQuery(unreadQuery())
  if (unread === 0) return null
  return (
    <b className={styles.badge}>
      {unread > 99 ? '99+' : unread}
      <span className="visually-hidden"> 条未读</span>
    </b>
  )
}
