import { Button, Tag } from 'antd'
import Link from 'next/link'
import { absenceText } from '@/components/staff/absence-dialog'
import { formatMinute } from '@/components/ui/format-minute'
import { type ListColumn, textColumn } from '@/components/ui/list-table/list-column'
import type { ReviewerLoad } from '@/lib/features/filing/schema/pass'
import styles from './pass.module.css'

type OnOpen = (dialog: 'held' | 'absence', reviewer: ReviewerLoad) => void

/** Columns of 审核分工. */
export function reviewerColumns(onOpen: OnOpen): ListColumn<ReviewerLoad>[] {
  return [
    { key: 'name', title: '姓名', render: (one) => <Name reviewer={one} />, text: nameText },
    { key: 'held', title: '手上', width: 80, render: ({ held }) => <strong>{held} 件</strong> },
    {
      key: 'oldest',
      title: '最早提交的一件',
      width: 210,
      narrow: 150,
      render: (one) => <Oldest reviewer={one} />,
    },
    { ...textColumn('today', '今日办结', todayText, 190), narrow: 120 },
    { ...textColumn('last', '最近操作', ({ lastActAt }) => formatMinute(lastActAt), 146), narrow: 100 },
    {
      key: 'absence',
      title: '离岗、请假',
      width: 190,
      narrow: 130,
      render: (one) => <Away reviewer={one} />,
    },
    {
      key: 'actions',
      title: '操作',
      width: 124,
      narrow: 116,
      render: (one) => <Actions reviewer={one} onOpen={onOpen} />,
    },
  ]
}

const nameText = ({ name, bureauName }: ReviewerLoad) => `${name}，${bureauName}`

const todayText = ({ today: { approved, returned, declined } }: ReviewerLoad) =>
  `通过 ${approved} · 退回 ${returned} · 不予 ${declined}`

function Name({ reviewer: { name, bureauName, disabled } }: { reviewer: ReviewerLoad }) {
  return (
    <>
      <strong>{disabled ? `${name}（已停用）` : name}</strong>
      <div className={styles.about}>{bureauName}</div>
    </>
  )
}

function Oldest({ reviewer: { oldestHeld } }: { reviewer: ReviewerLoad }) {
  if (!oldestHeld) return '—'
  const late = new Date(oldestHeld.dueAt) < new Date()
  return (
    <Link href={`/filings/${oldestHeld.id}`} prefetch={false}>
      {formatMinute(oldestHeld.submittedAt)} {late && <Tag color="error">已超期</Tag>}
    </Link>
  )
}

function Away({ reviewer: { absence } }: { reviewer: ReviewerLoad }) {
  if (!absence) return '—'
  return absence.now ? <Tag color="warning">{absenceText(absence)}</Tag> : absenceText(absence)
}

function Actions({ reviewer, onOpen }: { reviewer: ReviewerLoad; onOpen: OnOpen }) {
  const { name, held, disabled } = reviewer
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      <Button
        size="small"
        aria-label={`移交${name}手上的登记`}
        disabled={held === 0}
        onClick={() => onOpen('held', reviewer)}
      >
        移交
      </Button>
      {!disabled && (
        <Button size="small" aria-label={`${name}的离岗、请假`} onClick={() => onOpen('absence', reviewer)}>
          离岗
        </Button>
      )}
    </span>
  )
}
