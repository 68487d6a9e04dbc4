'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { PendingActNote } from '@/components/second-person/pending-act-note'
import { useMay } from '@/components/shell/actor-context'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { formatCount } from '@/lib/core/format-count'
import { changeSeriesMutation, seriesQuery } from '@/lib/features/registration/api'
import type { Series } from '@/lib/features/registration/schema'
import { DeleteSeriesDialog } from './delete-series-dialog'
import { ChangeSeriesDialog, NewSeriesDialog } from './series-dialogs'

const facts: ListColumn<Series>[] = [
  { key: 'division', title: '区划', width: 150, render: ({ divisionName }) => divisionName },
  { key: 'first', title: '起号', width: 110, render: ({ firstBody }) => firstBody },
  { key: 'last', title: '止号', width: 110, render: ({ lastBody }) => lastBody },
  { key: 'next', title: '下一个', width: 110, render: ({ nextBody }) => nextBody ?? '已用完' },
  { key: 'used', title: '已发放', width: 100, render: ({ used }) => formatCount(used) },
  { key: 'left', title: '剩余', width: 100, render: ({ left }) => formatCount(left) },
  { key: 'warn', title: '少于时预警', width: 100, render: ({ warnBelow }) => formatCount(warnBelow) },
  { key: 'state', title: '状态', render: (series) => <SeriesState series={series} /> },
]

function SeriesState({ series }: { series: Series }) {
  return (
    <>
      {series.enabled ? <Tag color="success">启用</Tag> : <Tag>已停用</Tag>}
      {series.enabled && series.low && <Tag color="warning">余量不足</Tag>}
      {series.pendingAct && <Tag color="warning">待确认删除</Tag>}
      {!series.own && <Tag>上级号段</Tag>}
    </>
  )
}

/** 号段: the series that registration numbers are taken from, and how many are left. */
export function SeriesPage() {
  const may = useMay()
  const query = useQuery(seriesQuery())
  const [editing, setEditing] = useState<Series | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Series | null>(null)
  const pending = query.data?.data.flatMap(({ pendingAct }) => pendingAct ?? []) ?? []
  const manage = may('series.manage')
  const actions = {
    key: 'actions',
    title: '操作',
    width: 190,
    render: (series: Series) =>
      series.own ? (
        <RowActions series={series} onEdit={() => setEditing(series)} onDelete={() => setDeleting(series)} />
      ) : (
        '由上级管理'
      ),
  }
  return (
    <>
      <PageHeader
        title="号段"
        hint="审核通过时从本辖区号段依次取号，号码不重复使用"
        actions={
          manage && (
            <Button type="primary" onClick={() => setEditing('new')}>
              新增号段
            </Button>
          )
        }
      />
      {pending.map((act) => (
        <div key={act.id} style={{ marginBottom: 12 }}>
          <PendingActNote act={act} named />
        </div>
      ))}
      <ListTable
        label="号段"
        columns={manage ? [...facts, actions] : facts}
        query={query}
        rowKey={byId}
        dimmed={(series) => !series.enabled}
        empty={<Empty title="还没有号段" hint="没有号段时无法审核通过，请管理员新增。" />}
      />
      {deleting && <DeleteSeriesDialog series={deleting} onClose={() => setDeleting(null)} />}
      {editing === 'new' && <NewSeriesDialog onClose={() => setEditing(null)} />}
      {editing && editing !== 'new' && (
        <ChangeSeriesDialog series={editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

type RowProps = { series: Series; onEdit: () => void; onDelete: () => void }

function RowActions({ series, onEdit, onDelete }: RowProps) {
  const confirm = useConfirm()
  const change = useMutation(changeSeriesMutation)
  const name = `${series.firstBody} 至 ${series.lastBody}`
  const toggle = () =>
    confirm({
      title: series.enabled ? `停用号段 ${name}？` : `启用号段 ${name}？`,
      content: series.enabled
        ? '停用后不再从这个号段取号；没有其他号段时，审核通过会失败。已发放的号码不受影响。'
        : '启用后继续从这个号段依次取号。',
      okText: series.enabled ? '停用' : '启用',
      action: () => change.mutateAsync({ id: series.id, enabled: !series.enabled }),
    })
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      <Button size="small" aria-label={`修改号段 ${name}`} onClick={onEdit}>
        修改
      </Button>
      <Button size="small" danger={series.enabled} onClick={toggle}>
        {series.enabled ? '停用' : '启用'}
      </Button>
      {series.unused && !series.pendingAct && (
        <Button size="small" danger aria-label={`删除号段 ${name}`} onClick={onDelete}>
          删除
        </Button>
      )}
    </span>
  )
}
