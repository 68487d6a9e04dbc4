'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { chinaMinute } from '@/lib/core/clock'
import { proofText } from '@/lib/core/proof'
import { holdersQuery } from '@/lib/features/holder/api'
import type { WaitingHolder } from '@/lib/features/holder/schema'
import { AssignDialog } from './assign-dialog'
import styles from './holder.module.css'
import { HolderPartyLines } from './holder-party'

/** 待核对机主: holders of older registers with whose document an account registered, under another name or unproved. */
export function HoldersPage() {
  const query = useInfiniteQuery(holdersQuery)
  const [open, setOpen] = useState<WaitingHolder | null>(null)
  const columns = useMemo(() => columnsOf(setOpen), [])
  return (
    <>
      <PageHeader
        title="待核对机主"
        hint="证件号码与注册账号相同，但名称不同、账号未核验身份（旧系统），或由窗口代办；核对证件前不归入该账号，最早注册的在前"
      />
      <ListTable
        label="待核对机主"
        columns={columns}
        query={query}
        rowKey={byId}
        tall
        empty={
          <Empty
            title="没有待核对的机主"
            hint="证件号码和名称都一致的，核验身份时自动归入；没有人注册的，仍登记在旧系统的名称下。"
          />
        }
      />
      {open && <AssignDialog row={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function columnsOf(onOpen: (row: WaitingHolder) => void): ListColumn<WaitingHolder>[] {
  return [
    {
      key: 'holder',
      title: '登记所有者',
      render: ({ id, holder, atCounter }) => (
        <div>
          <HolderPartyLines id={id} party="HOLDER" details={holder} />
          <span className={styles.quiet}>{atCounter ? '窗口代办' : '旧系统登记'}</span>
        </div>
      ),
    },
    {
      key: 'account',
      title: '注册账号',
      render: ({ id, account, sameName }) => (
        <div>
          <HolderPartyLines id={id} party="ACCOUNT" details={account} />
          <span className={styles.quiet}>注册 {chinaMinute(new Date(account.registeredAt))}</span>
          <span className={styles.quiet}>
            身份核验：{proofText(account.proof)}；{sameName ? '名称一致' : '名称不同'}
          </span>
        </div>
      ),
    },
    { key: 'machines', title: '本辖区机械', width: 116, render: (row) => <Machines row={row} /> },
    {
      key: 'act',
      title: '办理',
      width: 108,
      render: (row) => (
        <Button size="small" onClick={() => onOpen(row)} aria-label={`归入账号…“${row.holder.name}”的机械`}>
          归入账号…
        </Button>
      ),
    },
  ]
}

function Machines({ row: { machines, machineCount, atCounter, filingCount } }: { row: WaitingHolder }) {
  return (
    <div className={styles.party}>
      {atCounter && <span>代办登记 {filingCount} 份</span>}
      <span>{machineCount} 台</span>
      {machines.map(({ id, registrationNumber }) => (
        <Link key={id} href={`/machines/${id}`}>
          {registrationNumber}
        </Link>
      ))}
      {machineCount > machines.length && <span className={styles.quiet}>等</span>}
    </div>
  )
}
