import { Alert } from 'antd'
import Link from 'next/link'
import { useMay } from '@/components/shell/actor-context'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { GROUND_LABELS, SUCCESSION_STATUS_LABELS } from '@/lib/features/succession-state/schema'

/** 凭证明过户 that is open: the machine is bound until it ends. */
export function MachineSuccession({ machine: { succession } }: { machine: ConsoleMachine }) {
  const may = useMay()
  if (!succession) return null
  const { id, status, ground, successor, lastDay, daysLeft } = succession
  const days = daysLeft < 0 ? '异议期已满' : `异议期至 ${lastDay}，还有 ${daysLeft} 天`
  return (
    <Alert
      type={status === 'OBJECTED' ? 'error' : 'warning'}
      showIcon
      title={`正在办理凭证明过户：${SUCCESSION_STATUS_LABELS[status]}`}
      description={`原因：${GROUND_LABELS[ground]}；新机主“${successor}”；${days}。办结前不能变更机主、注销。`}
      action={
        may('succession.file') && (
          <Link href={`/successions/${id}`} prefetch={false}>
            查看
          </Link>
        )
      }
    />
  )
}
