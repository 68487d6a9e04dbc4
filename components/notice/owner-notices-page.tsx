'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { noticesChanged, noticesQuery, readAllNotices } from '@/lib/features/notice/api'
import type { NoticeDto } from '@/lib/features/notice/schema'
import styles from './notice.module.css'
import { OwnerNotice } from './owner-notice'

/** 通知: decisions and actions of the bureaus, newest first. */
export function NoticesPage() {
  return (
    <SignedIn>
      <Notices />
    </SignedIn>
  )
}

function Notices() {
  const notices = useInfiniteQuery(noticesQuery())
  return (
    <MobilePage
      title="通知"
      back="/m"
      right={<Refresh busy={notices.isRefetching} onRefresh={() => notices.refetch()} />}
    >
      {notices.data ? (
        <NoticeList
          notices={notices}
          all={notices.data.pages.flatMap(({ data }) => data)}
          unread={notices.data.pages[0]?.unread ?? 0}
        />
      ) : notices.isPending ? (
        <Loading />
      ) : (
        <Failed error={notices.error} onRetry={() => notices.refetch()} />
      )}
    </MobilePage>
  )
}

function ReadAll() {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: readAllNotices,
    onSuccess: () => noticesChanged(client),
  })
  return (
    <button type="button" className={styles.all} disabled={isPending} onClick={() => mutate()}>
      {isPending ? '正在标记…' : '全部标为已读'}
    </button>
  )
}

type ListProps = { notices: Parameters<typeof More>[0]['pages']; all: NoticeDto[]; unread: number }

function NoticeList({ notices, all, unread }: ListProps) {
  if (all.length === 0) return <Empty title="还没有通知" hint="审核结果和变更结果会在这里告知您。" />
  return (
    <>
      <div className={styles.count}>
        <p role="status">{unread > 0 ? `${unread} 条未读` : '全部已读'}</p>
        {unread > 0 && <ReadAll />}
      </div>
      <ul className={styles.list}>
        {all.map((notice) => (
          <OwnerNotice key={notice.id} notice={notice} />
        ))}
      </ul>
      <More pages={notices} />
    </>
  )
}
