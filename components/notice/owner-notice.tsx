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
  const turn = () => {
    setOpen(!open)
    // Without a network it stays unread until it is opened another time: nothing is lost by that.
    if (!open && unread && !read.isPending) read.mutate()
  }
  return (
    <li className={styles.notice}>
      <button type="button" className={styles.head} aria-expanded={open} aria-controls={ids} onClick={turn}>
        <strong className={styles.title}>
          {unread && <span className={styles.unread}>未读</span>}
          {notice.title}
        </strong>
        <time dateTime={notice.createdAt}>{chinaMinute(new Date(notice.createdAt))}</time>
        {!open && <span className={styles.begin}>{notice.text}</span>}
      </button>
      <div id={ids} hidden={!open} className={styles.body}>
        <p>{notice.text}</p>
        <Onward notice={notice} />
      </div>
    </li>
  )
}

function Onward({ notice }: { notice: NoticeDto }) {
  const link = leadsTo(notice)
  return link ? (
    <Link href={link.href} prefetch={false} className={styles.onward}>
      {link.word}
    </Link>
  ) : null
}

/** The filing, the machine, or what was asked for. */
function leadsTo({ kind, filingId, machineId, changeId }: NoticeDto): { href: string; word: string } | null {
  if (filingId) {
    const filing = `/m/filings/${filingId}`
    if (kind === 'RETURNED') return { href: `${filing}/correct`, word: '修改并提交' }
    if (kind === 'APPROVED') return { href: `${filing}/pickup`, word: '大字显示领取码' }
    return { href: filing, word: '查看登记' }
  }
  if (machineId) return { href: `/m/machines/${machineId}`, word: '查看机械' }
  return changeId ? { href: '/m/changes', word: '查看信息变更' } : null
}
