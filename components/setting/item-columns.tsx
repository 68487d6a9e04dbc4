import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { pathLabel } from '@/lib/features/content/rules/display'
import type { ListItem, ListName } from '@/lib/features/setting/schema/settings'

type Options = {
  list: ListName
  busy: boolean
  count: number
  indexOf: (item: ListItem) => number
  /** null: the list is only shown. */
  onEdit: ((item: ListItem) => void) | null
  onMove: (index: number, by: -1 | 1) => void
  onToggle: (item: ListItem) => void
}

export function itemColumns(options: Options): ListColumn<ListItem>[] {
  const { list, onEdit } = options
  return [
    { key: 'name', title: '名称', width: 240, render: ({ name }) => name },
    { key: 'code', title: '代码', width: 240, render: ({ code }) => code },
    {
      key: 'more',
      title: list === 'RETURN_REASON' ? '要求修改的内容' : '说明',
      render: (item) => note(list, item),
    },
    {
      key: 'state',
      title: '状态',
      width: 90,
      render: ({ enabled }) => (enabled ? <Tag color="success">启用</Tag> : <Tag>已停用</Tag>),
    },
    ...(onEdit ? [actions({ ...options, onEdit })] : []),
  ]
}

type Editing = Options & { onEdit: (item: ListItem) => void }

function actions(options: Editing): ListColumn<ListItem> {
  return {
    key: 'actions',
    title: '操作',
    width: 220,
    render: (item) => <Actions item={item} {...options} />,
  }
}

function note(list: ListName, { fields, onsiteOnly }: ListItem) {
  if (list === 'RETURN_REASON') {
    const text = fields?.length ? fields.map(pathLabel).join('、') : '由审核人员选择'
    return <span title={text}>{text}</span>
  }
  return onsiteOnly ? '仅用于场内车辆' : ''
}

function Actions(props: Editing & { item: ListItem }) {
  const { item, list, busy, count, indexOf, onEdit, onMove, onToggle } = props
  const index = indexOf(item)
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      <Button size="small" aria-label={`编辑${item.name}`} onClick={() => onEdit(item)}>
        编辑
      </Button>
      <Button
        size="small"
        icon={<ArrowUpOutlined />}
        aria-label={`上移${item.name}`}
        disabled={busy || index === 0}
        onClick={() => onMove(index, -1)}
      />
      <Button
        size="small"
        icon={<ArrowDownOutlined />}
        aria-label={`下移${item.name}`}
        disabled={busy || index === count - 1}
        onClick={() => onMove(index, 1)}
      />
      {list !== 'STAGE' && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${item.enabled ? '停用' : '启用'}${item.name}`}
          onClick={() => onToggle(item)}
        >
          {item.enabled ? '停用' : '启用'}
        </Button>
      )}
    </span>
  )
}
