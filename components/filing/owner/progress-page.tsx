'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { useLocalDrafts } from '@/components/filing/form/use-local-drafts'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { ForRole } from '@/components/role/for-role'
import { useMay } from '@/components/role/use-may'
import { progressQuery } from '@/lib/features/filing/api/owner'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { FILING_STATUSES, type FilingStatus, filingStatus } from '@/lib/features/filing/schema/owner'
import styles from './owner.module.css'
import { ProgressCard } from './progress-card'
import { categoryNameOf, useFilingNames } from './use-filing-names'

const TITLE = '编码登记进展'

/**
 * 编码登记进展.
 * @param local list of local drafts, shown above the cards
 */
export function ProgressPage({ local }: { local?: ReactNode }) {
  return (
    <SignedIn
      waiting={
        <MobilePage title={TITLE} back="/m">
          <Loading />
        </MobilePage>
      }
    >
      <Progress local={local} />
    </SignedIn>
  )
}

function Progress({ local }: { local?: ReactNode }) {
  const status = filingStatus.safeParse(useSearchParams().get('status')).data
  const filings = useInfiniteQuery(progressQuery(status))
  return (
    <MobilePage
      title={TITLE}
      back="/m"
      right={<Refresh busy={filings.isRefetching} onRefresh={() => filings.refetch()} />}
    >
      <StatusFilter status={status} />
      {status === 'APPROVED' && (
        <p className={blocks.links}>
          <Link href="/m/pickups" prefetch={false}>
            全部领取码和领取地点（可打印）
          </Link>
        </p>
      )}
      {!status && local}
      <Cards status={status} />
    </MobilePage>
  )
}

function StatusFilter({ status }: { status: FilingStatus | undefined }) {
  const router = useRouter()
  const choose = (value: string) => router.replace(value ? `/m/filings?status=${value}` : '/m/filings')
  return (
    <div className={styles.filter}>
      <label htmlFor="status">状态</label>
      <select id="status" value={status ?? ''} onChange={({ target }) => choose(target.value)}>
        <option value="">全部</option>
        {FILING_STATUSES.map((code) => (
          <option key={code} value={code}>
            {STATUS_LABELS[code]}
          </option>
        ))}
      </select>
    </div>
  )
}

function Cards({ status }: { status: FilingStatus | undefined }) {
  const filings = useInfiniteQuery(progressQuery(status))
  const session = useOwnerSession()
  const names = useFilingNames()
  const local = useLocalDrafts()
  const { may } = useMay('FILE')
  if (filings.isPending) return <Loading />
  if (!filings.data) return <Failed error={filings.error} onRetry={() => filings.refetch()} />
  // What lies above as a draft of this phone is not shown twice.
  const above = new Set(status ? [] : local.data?.map(({ filing }) => filing?.id))
  const listed = filings.data.pages.flatMap(({ data }) => data)
  const all = listed.filter(({ id }) => !above.has(id))
  if (listed.length === 0 && (status || !local.data?.length))
    return <Nothing filtered={status !== undefined} />
  return (
    <>
      {filings.isRefetchError && <p className={blocks.alert}>没有刷新成功，显示的是之前的内容。</p>}
      <div className={blocks.cards}>
        {all.map((filing) => (
          <ProgressCard
            key={filing.id}
            filing={filing}
            categoryName={categoryNameOf(names, filing)}
            mine={may && filing.filerId === session?.accountId}
          />
        ))}
      </div>
      <More pages={filings} />
    </>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) {
    const all = (
      <Link href="/m/filings" replace className={`${blocks.wide} ${blocks.plain}`}>
        查看全部
      </Link>
    )
    return <Empty title="没有这种状态的登记" action={<div className={blocks.acts}>{all}</div>} />
  }
  const file = (
    <Link href="/m/filings/new" prefetch={false} className={blocks.wide}>
      编码登记
    </Link>
  )
  return (
    <Empty
      title="还没有登记"
      hint="填报机械信息后，在这里查看审核进展。"
      action={
        <div className={blocks.acts}>
          <ForRole needs="FILE">{file}</ForRole>
        </div>
      }
    />
  )
}
