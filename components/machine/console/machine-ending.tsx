import { Alert } from 'antd'
import { formatMinute } from '@/components/ui/format-minute'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

const WORDS = { REVOKED: '撤销', CANCELLED: '注销' } as const

/** Says of a registration that is no longer valid when, by whom and why it ended. */
export function MachineEnding({ machine: { status, ending } }: { machine: ConsoleMachine }) {
  if (status === 'ACTIVE' || !ending) return null
  const word = WORDS[status]
  const { at, by, reason } = ending
  const done = [at && formatMinute(at), by && `由 ${by}`].filter(Boolean).join(' ')
  return (
    <Alert
      type={status === 'REVOKED' ? 'error' : 'warning'}
      showIcon
      title={`登记已${word}，号码无效${done ? `（${done} ${word}）` : ''}`}
      description={`${word}原因：${reason ?? '没有记录'}`}
    />
  )
}
