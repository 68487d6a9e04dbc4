'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { type ReactNode, useState } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { PlainTable } from '@/components/ui/plain-table'
import { Failed, Loading } from '@/components/ui/states'
import { orderList, settingListsQuery, settingsChanged, updateListItem } from '@/lib/features/setting/api'
import { LIST_LABELS, LIST_NAMES, type ListItem, type ListName } from '@/lib/features/setting/schema/settings'
import { itemColumns } from './item-columns'
import { ItemDialog } from './item-dialog'

/** The lists that forms and officers choose from. */
export function ListsPage() {
  const [list, setList] = useQueryState('list', parseAsStringLiteral(LIST_NAMES).withDefault('CATEGORY'))
  const { data, error, refetch } = useQuery(settingListsQuery())
  const [editing, setEditing] = useState<ListItem | 'new' | null>(null)
  const items = data?.data.find((each) => each.list === list)?.items

  return (
    <>
      <PageHeader
        title="选项列表"
        hint="代码是接口的一部分，不能修改；不用的选项请停用，已填报的登记不受影响"
        actions={
          list !== 'STAGE' && (
            <Button type="primary" onClick={() => setEditing('new')}>
              新增选项
            </Button>
          )
        }
      />
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {items && (
        <ItemTable
          list={list}
          items={items}
          onEdit={setEditing}
          chooser={
            <Select
              aria-label="列表"
              style={{ width: 180 }}
              value={list}
              onChange={(value) => void setList(value)}
              options={LIST_NAMES.map((name) => ({ value: name, label: LIST_LABELS[name] }))}
            />
          }
        />
      )}
      {editing && (
        <ItemDialog list={list} item={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

type TableProps = {
  list: ListName
  items: ListItem[]
  onEdit: (item: ListItem) => void
  chooser: ReactNode
}

function ItemTable({ list, items, onEdit, chooser }: TableProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const change = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => settingsChanged(client),
    onError: (error) => void message.error(error.message),
  })
  const move = (index: number, by: -1 | 1) => {
    const codes = items.map((item) => item.code)
    const [code = ''] = codes.splice(index, 1)
    codes.splice(index + by, 0, code)
    change.mutate(() => orderList(list, codes))
  }
  const columns = itemColumns({
    list,
    busy: change.isPending,
    count: items.length,
    indexOf: (item) => items.indexOf(item),
    onEdit,
    onMove: move,
    onToggle: ({ code, enabled }) => change.mutate(() => updateListItem(list, code, { enabled: !enabled })),
  })
  return (
    <PlainTable
      label={LIST_LABELS[list]}
      columns={columns}
      rows={items}
      rowKey={(item) => item.code}
      dimmed={(item) => !item.enabled}
      toolbar={chooser}
    />
  )
}
