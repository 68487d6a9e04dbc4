import { Tag } from 'antd'
import { useActor } from '@/components/shell/actor-context'
import { formatMinute } from '@/components/ui/format-minute'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import type { QueueRow } from '@/lib/features/filing/schema/console'
import type { FilingStatus } from '@/lib/features/filing/schema/owner'
import { DeadlineTag } from './deadline-tag'
import type { QueueColumnKey } from './queues'

type Column = Omit<ListColumn<QueueRow>, 'key'>

/** Status label, short enough for a column. */
const shortStatus = (status: FilingStatus) => (status === 'APPROVED' ? '待领取' : STATUS_LABELS[status])

function textColumn(title: string, text: (row: QueueRow) => string | null, width?: number): Column {
  return { title, width, text, render: (row) => text(row) ?? '—' }
}

/** @param categoryName Chinese name of a category's code */
export function queueColumns(
  keys: readonly QueueColumnKey[],
  categoryName: (code: string | null) => string,
): ListColumn<QueueRow>[] {
  const all: Record<QueueColumnKey, Column> = {
    submittedAt: textColumn('提交时间', (row) => formatMinute(row.submittedAt), 146),
    reviewedAt: textColumn('办理时间', (row) => formatMinute(row.reviewedAt), 146),
    deadline: {
      title: '审核期限',
      width: 100,
      narrow: 92,
      render: (row) => <DeadlineTag warnAt={row.warnAt} dueAt={row.dueAt} />,
    },
    category: textColumn('机械类别', (row) => categoryName(row.categoryCode), 96),
    identity: {
      ...textColumn('环保代码／号牌／编号', identity, 186),
      narrow: 156,
      unbroken: true,
    },
    model: textColumn('型号', (row) => row.machineModel, 120),
    owner: { ...textColumn('所有者', (row) => row.ownerName), render: (row) => <Owner row={row} /> },
    district: textColumn('登记区县', (row) => row.districtName, 124),
    claimedBy: textColumn('审核人', (row) => row.claimedBy?.name ?? null, 84),
    status: textColumn('状态', (row) => shortStatus(row.status), 80),
    number: { ...textColumn('登记号码', (row) => row.registrationNumber, 108), narrow: 104, unbroken: true },
    revision: { title: '提交', width: 150, render: (row) => <Submission row={row} /> },
  }
  return keys.map((key) => ({ key, ...all[key] }))
}

/** With a mark where a counter entered it. */
function Owner({ row: { ownerName, assisted } }: { row: QueueRow }) {
  return (
    <>
      {ownerName} {assisted && <Tag>窗口代办</Tag>}
    </>
  )
}

/** Who handed it over, and what was written with it; else which submission it is, and of a resubmission, whose it is first. */
function Submission({ row: { status, revision, keptFor, passed } }: { row: QueueRow }) {
  const me = useActor().id
  if (passed)
    return (
      <>
        <Tag color="processing">{passed.byName}移交</Tag>
        {passed.note && (
          <>
            <br />
            <span title={passed.note}>{passed.note}</span>
          </>
        )}
      </>
    )
  if (revision < 2) return '首次'
  if (status === 'RETURNED' || !keptFor) return `第 ${revision} 次`
  return (
    <Tag color={keptFor.id === me ? 'processing' : 'default'}>
      重新提交 · {keptFor.id === me ? '由您退回' : `${keptFor.name}退回`}
    </Tag>
  )
}

/** The first identifier that the machine has. */
function identity(row: QueueRow): string | null {
  return row.machineEnvCode ?? row.plate ?? row.machineSerial ?? row.engineSerial
}
