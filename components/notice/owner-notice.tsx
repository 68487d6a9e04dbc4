'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { chinaMinute } from '@/lib/core/clock'
import { noticesChanged, readNotice } from '@/lib/features/notice/api'
import type { NoticeDto } from '@/lib/features/notice/schema'
import styles from './notice.module.css'

/** One notice with its whole text; it is read when its owner says so, or follows its link. */
export function OwnerNotice({ notice }: { notice: NoticeDto }) {
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: () => readNotice(notice.id),
    onSuccess: () => noticesChanged(client),
  })
  const unread = notice.readAt === null
  // Offline it stays unread until the next time; nothing is lost.
  const markRead = () => unread && !read.isPending && read.mutate()
  return (
    <li className={styles.notice} data-unread={unread || undefined}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {unread && <span className={styles.unread}>未读</span>}
          {notice.title}
        </h2>
        <time dateTime={notice.createdAt}>{chinaMinute(new Date(notice.createdAt))}</time>
      </div>
      <div className={styles.body}>
        <p>{notice.text}</p>
        <div className={styles.onward}>
          <TargetLink notice={notice} onFollow={markRead} />
          {unread && (
            <button type="button" disabled={read.isPending} onClick={markRead}>
              知道了<span className="visually-hidden">：{notice.title}</span>
            </button>
          )}
        </div>
      </div>
    </li>
  )
}

function TargetLink({ notice, onFollow }: { notice: NoticeDto; onFollow: () => void }) {
  const link = targetOf(notice)
  return link ? (
    <Link href={link.href} prefetch={false} onClick={onFollow}>
      {link.label}
    </Link>
  ) : null
}

/** Link to the filing, the machine or the change. */
function targetOf({
  kind,
  filingId,
  machineId,
  changeId,
  waits,
}: NoticeDto): { href: string; label: string } | null {
  if (filingId) {
    const filing = `/m/filings/${filingId}`
    if (kind === 'RETURNED') return { href: `${filing}/correct`, label: '修改并提交' }
    if (kind === 'APPROVED' && waits) return { href: `${filing}/pickup`, label: '大字显示领取码' }
    return { href: filing, label: '查看登记' }
  }
  if (machineId) return { href: `/m/machines/${machineId}`, label: '查看机械' }
  return changeId ? { href: '/m/changes', label: '查看信息变更' } : null
}
