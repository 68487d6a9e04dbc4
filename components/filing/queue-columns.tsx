import type { ListColumn } from '@/components/ui/list-table/list-column'
import { chinaMinute } from '@/lib/core/clock'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import type { QueueRow } from '@/lib/features/filing/schema/console'
import type { FilingStatus } from '@/lib/features/filing/schema/owner'
import { DeadlineTag } from './deadline-tag'
import type { QueueColumnKey } from './queues'

type Column = Omit<ListColumn<QueueRow>, 'key'>

const minute = (at: string | null) => (at ? chinaMinute(new Date(at)) : '—')
/** The words of the status table, short enough for a column. */
const shortStatus = (status: FilingStatus) => (status === 'APPROVED' ? '待领取' : STATUS_LABELS[status])

function plain(title: string, text: (row: QueueRow) => string | null, width?: number): Column {
  return { title, width, text, render: (row) => text(row) ?? '—' }
}

/** @param categoryName Chinese name of a category's code */
export function queueColumns(
  keys: readonly QueueColumnKey[],
  categoryName: (code: string | null) => string,
): ListColumn<QueueRow>[] {
  const all: Record<QueueColumnKey, Column> = {
    submittedAt: plain('提交时间', (row) => minute(row.submittedAt), 146),
    reviewedAt: plain('办理时间', (row) => minute(row.reviewedAt), 146),
    deadline: {
      title: '审核期限',
      width: 100,
      render: (row) => <DeadlineTag warnAt={row.warnAt} dueAt={row.dueAt} />,
    },
    category: plain('机械类别', (row) => categoryName(row.categoryCode), 96),
    identity: plain('环保代码／号牌／编号', identity, 186),
    model: plain('型号', (row) => row.machineModel, 120),
    owner: plain('所有者', (row) => row.ownerName),
    district: plain('登记区县', (row) => row.districtName, 124),
    claimedBy: plain('审核人', (row) => row.claimedBy?.name ?? null, 84),
    status: plain('状态', (row) => shortStatus(row.status), 76),
    number: plain('登记号码', (row) => row.registrationNumber, 108),
    revision: plain('提交', (row) => `第 ${row.revision} 次`, 72),
  }
  return keys.map((key) => ({ key, ...all[key] }))
}

/** What an officer recognises a machine by: the first that it has. */
function identity(row: QueueRow): string | null {
  return row.machineEnvCode ?? row.plate ?? row.machineSerial ?? row.engineSerial
}
