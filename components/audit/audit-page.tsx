'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useOptions } from '@/components/setting/use-options'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import { auditListOptions } from '@/lib/features/audit/api'
import type { AuditEventView } from '@/lib/features/audit/schema'
import styles from './audit.module.css'
import { AuditFilters, useAuditFilter } from './audit-filters'
import { actionLabel, actorLabel, detailLines } from './event-words'
import { DaysButton, OutsideStrip } from './outside-strip'
import { SubjectLink } from './subject-link'
import { VerifyButton } from './verify-button'

const columns: ListColumn<AuditEventView>[] = [
  { key: 'at', title: '时间', width: 164, render: ({ at }) => chinaTime(new Date(at)) },
  { key: 'who', title: '谁', width: 150, render: actorLabel },
  { key: 'action', title: '做了什么', width: 210, render: ({ action }) => actionLabel(action) },
  { key: 'subject', title: '对象', width: 150, render: (event) => <SubjectLink event={event} /> },
  { key: 'details', title: '内容', render: (event) => <Details event={event} /> },
  { key: 'address', title: '来源地址', width: 130, render: ({ address }) => address ?? '—' },
  { key: 'sealed', title: '封存', width: 80, render: ({ sealed }) => (sealed ? '已封存' : '等待') },
]

/** 操作记录: the audit events of the area, and the verification of the chain. */
export function AuditPage() {
  const [filter, , clear] = useAuditFilter()
  const query = useInfiniteQuery(auditListOptions(filter))
  return (
    <>
      <PageHeader
        title="操作记录"
        hint="本辖区内的全部操作，最近的在前，不能修改或删除；不属于任何辖区的由全国级人员查看"
        actions={
          <>
            <DaysButton />
            <VerifyButton />
          </>
        }
      />
      <OutsideStrip />
      <ListTable
        label="操作记录"
        columns={columns}
        query={query}
        rowKey={byId}
        toolbar={<AuditFilters />}
        unit="条"
        empty={<Empty title="没有符合条件的记录" action={<Button onClick={clear}>清除条件</Button>} />}
      />
    </>
  )
}

function Details({ event }: { event: AuditEventView }) {
  const { names } = useOptions()
  const lines = detailLines(event, names.lists)
  if (lines.length === 0) return null
  const text = lines.map(({ label, text }) => `${label}：${text}`).join('；')
  return (
    <details className={styles.details}>
      <summary>{text}</summary>
      <dl>
        {lines.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {event.requestId && (
          <div>
            <dt>问题编号</dt>
            <dd>{event.requestId}</dd>
          </div>
        )}
      </dl>
    </details>
  )
}
