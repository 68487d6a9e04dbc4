'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useMay } from '@/components/shell/actor-context'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { orderListMutation, settingListsQuery, updateListItemMutation } from '@/lib/features/setting/api'
import { LIST_LABELS, LIST_NAMES, type ListItem, type ListName } from '@/lib/features/setting/schema/settings'
import { itemColumns } from './item-columns'
import { ItemDialog } from './item-dialog'

const byCode = ({ code }: ListItem) => code

/** 选项列表: the lists of options for forms and officers. */
export function ListsPage() {
  const [list, setList] = useQueryState('list', parseAsStringLiteral(LIST_NAMES).withDefault('CATEGORY'))
  const query = useQuery({
    ...settingListsQuery(),
    select: ({ data }) => ({ data: data.find((each) => each.list === list)?.items ?? [] }),
  })
  const [editing, setEditing] = useState<ListItem | 'new' | null>(null)
  const manage = useMay()('list.manage')
  const columns = useItemColumns(list, query.data?.data ?? [], manage ? setEditing : null)

  return (
    <>
      <PageHeader
        title="选项列表"
        hint={
          manage
            ? '代码是接口的一部分，不能修改；不用的选项请停用，已填报的登记不受影响'
            : '选项全国统一，由国家级管理员修改；本辖区可以设定的内容在“规则”中'
        }
        actions={
          manage &&
          list !== 'STAGE' && (
            <Button type="primary" onClick={() => setEditing('new')}>
              新增选项
            </Button>
          )
        }
      />
      <ListTable
        label={LIST_LABELS[list]}
        columns={columns}
        query={query}
        rowKey={byCode}
        dimmed={(item) => !item.enabled}
        toolbar={
          <Select
            aria-label="列表"
            style={{ width: 180 }}
            value={list}
            onChange={(value) => void setList(value)}
            options={LIST_NAMES.map((name) => ({ value: name, label: LIST_LABELS[name] }))}
          />
        }
        empty={null}
      />
      {editing && (
        <ItemDialog list={list} item={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

function useItemColumns(
  list: ListName,
  items: readonly ListItem[],
  onEdit: ((item: ListItem) => void) | null,
) {
  const { message } = App.useApp()
  const onError = (error: Error) => void message.error(error.message)
  const order = useMutation({ ...orderListMutation(list), onError })
  const update = useMutation({ ...updateListItemMutation(list), onError })
  const move = (index: number, by: -1 | 1) => {
    const codes = items.map((item) => item.code)
    const [code = ''] = codes.splice(index, 1)
    codes.splice(index + by, 0, code)
    order.mutate(codes)
  }
  return itemColumns({
    list,
    busy: order.isPending || update.isPending,
    count: items.length,
    indexOf: (item) => items.indexOf(item),
    onEdit,
    onMove: move,
    onToggle: ({ code, enabled }) => update.mutate({ code, enabled: !enabled }),
  })
}
