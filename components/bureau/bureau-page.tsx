'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { useActor } from '@/components/shell/actor-context'
import { PageHeader } from '@/components/ui/page-header'
import { type PlainColumn, PlainTable } from '@/components/ui/plain-table'
import { Empty, Failed, Loading } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { bureausChanged, bureausQuery, disableBureau, enableBureau } from '@/lib/features/bureau/api'
import type { BureauDto } from '@/lib/features/bureau/schema'
import { BureauDialog } from './bureau-dialog'

const facts: PlainColumn<BureauDto>[] = [
  { key: 'name', title: '机构', width: 210, render: ({ name }) => name },
  { key: 'division', title: '管辖区划', width: 124, render: ({ divisionName }) => divisionName },
  {
    key: 'office',
    title: '领取窗口',
    render: ({ officeName, address }) => (
      <span title={`${officeName}，${address}`}>{`${officeName}，${address}`}</span>
    ),
  },
  { key: 'phone', title: '电话', width: 124, render: ({ phone }) => phone },
  { key: 'staff', title: '人员', width: 56, render: ({ staffCount }) => staffCount },
  { key: 'waiting', title: '待领取', width: 64, render: ({ waitingCount }) => waitingCount },
  {
    key: 'state',
    title: '状态',
    width: 80,
    render: ({ disabledAt }) => (disabledAt ? <Tag>已停用</Tag> : <Tag color="success">使用中</Tag>),
  },
]

/** Bureaus of the area and the offices where owners collect. */
export function BureauPage() {
  const { data, error, refetch } = useQuery(bureausQuery())
  const client = useQueryClient()
  const [editing, setEditing] = useState<BureauDto | 'new' | null>(null)
  const columns = [
    ...facts,
    {
      key: 'actions',
      title: '操作',
      width: 128,
      render: (bureau: BureauDto) => <RowActions bureau={bureau} onEdit={() => setEditing(bureau)} />,
    },
  ]
  return (
    <>
      <PageHeader
        title="机构"
        hint="领取窗口的地址、电话和时间会告知机主，并印在材料上"
        actions={
          <Button type="primary" onClick={() => setEditing('new')}>
            新增机构
          </Button>
        }
      />
      <PlainTable
        label="机构"
        columns={columns}
        rows={data?.data ?? []}
        rowKey={(bureau) => bureau.id}
        dimmed={(bureau) => bureau.disabledAt !== null}
        foot={
          data ? (
            data.data.length === 0 && <Empty title="本辖区还没有机构" />
          ) : error ? (
            <Failed error={error} onRetry={() => void refetch()} />
          ) : (
            <Loading />
          )
        }
      />
      {editing && (
        <BureauDialog
          bureau={editing === 'new' ? null : editing}
          onChanged={() => bureausChanged(client)}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

function RowActions({ bureau, onEdit }: { bureau: BureauDto; onEdit: () => void }) {
  const actor = useActor()
  const confirm = useConfirm()
  const client = useQueryClient()
  const { message } = App.useApp()

  const disable = () =>
    confirm({
      title: `停用${bureau.name}？`,
      content: `其 ${bureau.staffCount} 名人员的登录立即失效。以往的记录保留，可以随时恢复。`,
      okText: '停用',
      action: () => disableBureau(bureau.id).then(() => bureausChanged(client)),
    })
  const enable = () =>
    enableBureau(bureau.id)
      .then(() => bureausChanged(client))
      .catch((error: Error) => message.error(error.message))

  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      <Button size="small" aria-label={`编辑${bureau.name}`} onClick={onEdit}>
        编辑
      </Button>
      {bureau.disabledAt ? (
        <Button size="small" aria-label={`恢复${bureau.name}`} onClick={() => void enable()}>
          恢复
        </Button>
      ) : (
        bureau.id !== actor.bureauId && (
          <Button size="small" danger aria-label={`停用${bureau.name}`} onClick={disable}>
            停用
          </Button>
        )
      )}
    </span>
  )
}
