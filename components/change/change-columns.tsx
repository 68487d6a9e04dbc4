import { Tag } from 'antd'
import { formatMinute } from '@/components/ui/format-minute'
import { type ListColumn, textColumn } from '@/components/ui/list-table/list-column'
import { CHANGE_TYPE_LABELS } from '@/lib/features/change/schema/change'
import type { ChangeQueue, ChangeRow } from '@/lib/features/change/schema/console'

const column = textColumn<ChangeRow>

/** Columns of a queue of changes; for decided ones the time and officer of the decision replace the submission time. */
export function changeColumns(queue: ChangeQueue): ListColumn<ChangeRow>[] {
  const time =
    queue === 'waiting'
      ? column('submittedAt', '提交时间', (row) => formatMinute(row.submittedAt), 146)
      : column(
          'decidedAt',
          queue === 'done' ? '生效时间' : '退回时间',
          (row) => formatMinute(row.decidedAt),
          146,
        )
  const decided = column('decidedBy', '办理人', (row) => row.decidedByName ?? '自动生效', 92)
  const claimed = column('claimedBy', '领取人', (row) => row.claimedBy?.name ?? '', 92)
  return [
    time,
    {
      key: 'type',
      title: '变更类型',
      width: 124,
      render: (row) => (
        <Tag color={row.type === 'CANCELLATION' ? 'error' : undefined}>{CHANGE_TYPE_LABELS[row.type]}</Tag>
      ),
    },
    { ...column('number', '登记号码', (row) => row.registrationNumber, 112), narrow: 104, unbroken: true },
    column('category', '机械类别', (row) => row.categoryName, 96),
    column('what', '变更内容', (row) => row.what),
    column('owner', '所有者', (row) => row.ownerName, 170),
    column('district', '登记区县', (row) => row.districtName, 136),
    queue === 'waiting' ? claimed : decided,
  ]
}
