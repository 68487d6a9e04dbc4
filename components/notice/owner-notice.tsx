'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useId, useState } from 'react'
import { chinaMinute } from '@/lib/core/clock'
import { noticesChanged, readNotice } from '@/lib/features/notice/api'
import type { NoticeDto } from '@/lib/features/notice/schema'
import styles from './notice.module.css'

/** One notice: opening it marks it as read. */
export function OwnerNotice({ notice }: { notice: NoticeDto }) {
  const [open, setOpen] = useState(false)
  const ids = useId()
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: () => readNotice(notice.id),
    onSuccess: () => noticesChanged(client),
  })
  const unread = notice.readAt === null
  const toggle = () => {
    setOpen(!open)
    // Offline it stays unread until it is opened again; nothing is lost.
    if (!open && unread && !read.isPending) read.mutate()
  }
  return (
    <li className={styles.notice}>
      <button type="button" className={styles.head} aria-expanded={open} aria-controls={ids} onClick={toggle}>
        <strong className={styles.title}>
          {unread && <span className={styles.unread}>未读</span>}
          {notice.title}
        </strong>
        <time dateTime={notice.createdAt}>{chinaMinute(new Date(notice.createdAt))}</time>
        {!open && <span className={styles.begin}>{notice.text}</span>}
      </button>
      <div id={ids} hidden={!open} className={styles.body}>
        <p>{notice.text}</p>
        <TargetLink notice={notice} />
      </div>
    </li>
  )
}

function TargetLink({ notice }: { notice: NoticeDto }) {
  const link = targetOf(notice)
  return link ? (
    <Link href={link.href} prefetch={false} className={styles.onward}>
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
