'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Segmented, Tag } from 'antd'
import Link from 'next/link'
import { useState } from 'react'
import { formatMinute } from '@/components/ui/format-minute'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { successionsQuery } from '@/lib/features/succession/api/office'
import type { SuccessionView } from '@/lib/features/succession/schema/office'
import type { Succession } from '@/lib/features/succession/schema/succession'
import { GROUND_LABELS, SUCCESSION_STATUS_LABELS } from '@/lib/features/succession-state/schema'
import { daysText, PartyName } from './facts'
import styles from './succession.module.css'
import { TONES } from './succession-page'
import { toldText } from './told-text'

const VIEWS: Record<SuccessionView, { label: string; empty: string }> = {
  RIPE: { label: '期满可办结', empty: '没有期满的过户' },
  OBJECTED: { label: '有异议', empty: '没有人提出异议' },
  WAITING: { label: '等待异议', empty: '没有等待异议的过户' },
  ENDED: { label: '已办结', empty: '还没有办结过' },
}
const ORDER: readonly SuccessionView[] = ['RIPE', 'OBJECTED', 'WAITING', 'ENDED']

/** 凭证明过户 of the area: what can be done, what needs a decision, what waits. */
export function SuccessionsPage() {
  const [view, setView] = useState<SuccessionView>('RIPE')
  const query = useInfiniteQuery(successionsQuery(view))
  const counts = query.data?.pages[0]?.counts
  const options = ORDER.map((value) => ({
    value,
    label: `${VIEWS[value].label}${counts && value !== 'ENDED' ? ` ${counts[value]}` : ''}`,
  }))
  return (
    <>
      <PageHeader
        title="凭证明过户"
        hint="机主去世、联系不上或单位已注销，新机主凭证明材料办理。在机械的页面受理；等待异议期满，由受理人以外的主管办结"
        actions={<Segmented options={options} value={view} onChange={(value) => setView(value)} />}
      />
      <ListTable
        label="凭证明过户"
        query={query}
        columns={COLUMNS}
        rowKey={byId}
        tall
        empty={<Empty title={VIEWS[view].empty} />}
      />
    </>
  )
}

const COLUMNS: ListColumn<Succession>[] = [
  {
    key: 'machine',
    title: '机械',
    width: 230,
    render: ({ id, machine }) => (
      <>
        <Link href={`/successions/${id}`}>{machine.registrationNumber}</Link>
        <div className={styles.quiet}>{machine.what}</div>
      </>
    ),
  },
  {
    key: 'from',
    title: '原机主',
    width: 200,
    render: ({ from, ground }) => (
      <>
        <PartyName party={from} />
        <div className={styles.quiet}>{GROUND_LABELS[ground]}</div>
      </>
    ),
  },
  { key: 'to', title: '新机主', width: 180, render: ({ to }) => <PartyName party={to} /> },
  {
    key: 'state',
    title: '状态',
    width: 210,
    render: (row) => (
      <>
        <Tag color={TONES[row.status]}>{SUCCESSION_STATUS_LABELS[row.status]}</Tag>
        <div className={styles.quiet}>
          {row.endedAt
            ? `${formatMinute(row.endedAt)}${row.endedBy ? `，${row.endedBy}` : ''}`
            : `异议期至 ${row.lastDay}，${daysText(row)}`}
        </div>
        {row.own && <div className={styles.quiet}>您受理的，须由他人办结</div>}
      </>
    ),
  },
  { key: 'told', title: '通知机主', render: (row) => <div className={styles.words}>{toldText(row)}</div> },
  {
    key: 'filed',
    title: '受理',
    width: 170,
    render: ({ filedAt, filedBy }) => (
      <>
        {formatMinute(filedAt)}
        <div className={styles.quiet}>
          {filedBy.name}（{filedBy.bureauName}）
        </div>
      </>
    ),
  },
]
