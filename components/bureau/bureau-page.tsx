'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { useActor } from '@/components/shell/actor-context'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'

import { Empty } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { bureausQuery, disableBureauMutation, enableBureauMutation } from '@/lib/features/bureau/api'
import type { BureauDto } from '@/lib/features/bureau/schema'
import { BureauDialog } from './bureau-dialog'

const facts: ListColumn<BureauDto>[] = [
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
  { key: 'staff', title: '人员', width: 80, render: ({ staffCount }) => staffCount },
  { key: 'waiting', title: '待领取', width: 80, render: ({ waitingCount }) => waitingCount },
  {
    key: 'state',
    title: '状态',
    width: 80,
    render: ({ disabledAt }) => (disabledAt ? <Tag>已停用</Tag> : <Tag color="success">使用中</Tag>),
  },
]

/** Bureaus of the area, with the offices where owners collect their numbers. */
export function BureauPage() {
  const query = useQuery(bureausQuery())
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
      <ListTable
        label="机构"
        columns={columns}
        query={query}
        rowKey={byId}
        dimmed={(bureau) => bureau.disabledAt !== null}
        empty={<Empty title="本辖区还没有机构" />}
      />
      {editing && (
        <BureauDialog bureau={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

function RowActions({ bureau, onEdit }: { bureau: BureauDto; onEdit: () => void }) {
  const actor = useActor()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const disable = useMutation(disableBureauMutation)
  const enable = useMutation({
    ...enableBureauMutation,
    onError: (error) => void message.error(error.message),
  })

  const askToDisable = () =>
    confirm({
      title: `停用${bureau.name}？`,
      content: `其 ${bureau.staffCount} 名人员的登录立即失效。以往的记录保留，可以随时恢复。`,
      okText: '停用',
      action: () => disable.mutateAsync(bureau.id),
    })

  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      <Button size="small" aria-label={`编辑${bureau.name}`} onClick={onEdit}>
        编辑
      </Button>
      {bureau.disabledAt ? (
        <Button
          size="small"
          aria-label={`恢复${bureau.name}`}
          loading={enable.isPending}
          onClick={() => enable.mutate(bureau.id)}
        >
          恢复
        </Button>
      ) : (
        bureau.id !== actor.bureauId && (
          <Button size="small" danger aria-label={`停用${bureau.name}`} onClick={askToDisable}>
            停用
          </Button>
        )
      )}
    </span>
  )
}
