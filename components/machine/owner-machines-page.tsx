'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { ownMachinesQuery } from '@/lib/features/dossier/api/owner'
import type { MachineCard, MachineFilter } from '@/lib/features/dossier/schema/owner'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { MachineSearch } from './machine-search'

/** 我的机械, all or those found. */
export function MachinesPage() {
  return (
    <SignedIn>
      <Machines />
    </SignedIn>
  )
}

function Machines() {
  const [filter, setFilter] = useState<MachineFilter>({})
  const machines = useInfiniteQuery({ ...ownMachinesQuery(filter), placeholderData: keepPreviousData })
  const all = machines.data?.pages.flatMap(({ data }) => data)
  const filtered = Object.values(filter).some(Boolean)
  return (
    <MobilePage
      title="我的机械"
      back="/m"
      right={<Refresh busy={machines.isRefetching} onRefresh={() => machines.refetch()} />}
    >
      <p className={styles.links}>
        <Link href="/m/batch" prefetch={false}>
          批量登记
        </Link>
        <Link href="/m/pickups" prefetch={false}>
          待领取的号码
        </Link>
        <Link href="/m/certificates" prefetch={false}>
          登记情况证明
        </Link>
      </p>
      {(filtered || (all?.length ?? 0) > 1) && <MachineSearch filter={filter} onFilter={setFilter} />}
      {all ? (
        <>
          {all.length === 0 && (filtered ? <Empty title="没有符合条件的机械" /> : <None />)}
          <div className={styles.cards}>
            {all.map((machine) => (
              <MachineEntry key={machine.id} machine={machine} />
            ))}
          </div>
          <More pages={machines} />
        </>
      ) : machines.isPending ? (
        <Loading />
      ) : (
        <Failed error={machines.error} onRetry={() => machines.refetch()} />
      )}
    </MobilePage>
  )
}

function None() {
  const link = (
    <Link href="/m/filings" prefetch={false} className={styles.wide}>
      查看编码登记进展
    </Link>
  )
  return (
    <Empty
      title="名下还没有已登记的机械"
      hint="编码登记审核通过后，机械会显示在这里。"
      action={<div className={styles.acts}>{link}</div>}
    />
  )
}

function MachineEntry({ machine }: { machine: MachineCard }) {
  const { id, registrationNumber, status, category, collected, district, content } = machine
  const statusLabel = status !== 'ACTIVE' ? MACHINE_STATUS_LABELS[status] : collected ? '有效' : '待领取号码'
  return (
    <article className={styles.card} aria-label={`${registrationNumber} ${category?.name ?? ''}`}>
      <h2 className={styles.status}>{registrationNumber}</h2>
      <dl className={styles.rows}>
        <div>
          <dt>状态:</dt>
          <dd>{statusLabel}</dd>
        </div>
        <div>
          <dt>机械类型:</dt>
          <dd>{category?.name}</dd>
        </div>
        {content.plate && (
          <div>
            <dt>车辆号牌:</dt>
            <dd>{content.plate}</dd>
          </div>
        )}
        <div>
          <dt>机械现所在地:</dt>
          <dd>{district?.fullName}</dd>
        </div>
      </dl>
      <div className={styles.links}>
        <Link href={`/m/machines/${id}`} prefetch={false} className={styles.whole}>
          {collected && status === 'ACTIVE' ? '电子信息采集卡' : '查看机械'}
          <span className="visually-hidden"> {registrationNumber}</span>
        </Link>
      </div>
    </article>
  )
}
