import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { chinaTime } from '@/lib/core/clock'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { DeadlineTag } from './deadline-tag'

/** Which filing this is, how it stands and how much time is left. */
export function DeskHeader({ filing }: { filing: DeskFiling }) {
  const router = useRouter()
  const open = filing.status === 'SUBMITTED' || filing.status === 'IN_REVIEW'
  return (
    <header style={{ display: 'flex', flexWrap: 'wrap', gap: 10, alignItems: 'center', marginBottom: 10 }}>
      <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回队列" onClick={() => router.back()} />
      <h1 style={{ fontSize: 18, margin: 0 }}>{filing.content.machine.name ?? '编码登记'}审核</h1>
      <Tag color={open ? 'processing' : 'default'}>{STATUS_LABELS[filing.status]}</Tag>
      {open ? <DeadlineTag warnAt={filing.warnAt} dueAt={filing.dueAt} /> : null}
      {filing.machineId && (
        <Link href={`/machines/${filing.machineId}`} prefetch={false}>
          <strong>{filing.registrationNumber}</strong>
        </Link>
      )}
      <span style={{ color: '#5b6270' }}>
        {filing.district?.fullName}
        {filing.submittedAt ? ` · ${chinaTime(new Date(filing.submittedAt))} 提交` : ''}
        {filing.revision > 1 ? ` · 第 ${filing.revision} 次提交` : ''}
        {filing.claim && !filing.claim.mine ? ` · ${filing.claim.staffName} 正在审核` : ''}
      </span>
    </header>
  )
}
