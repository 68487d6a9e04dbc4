import { Panel } from '@/components/desk/panel'
import { CheckLines } from '@/components/filing/check-lines'
import { CheckState } from '@/components/filing/check-state'
import { changeKeys, requestChangeInspection } from '@/lib/features/change/api/desk'
import { CHANGE_CHECK_LABELS } from '@/lib/features/change/schema/check'
import type { DeskChange } from '@/lib/features/change/schema/console'

/** The automatic checks of a change; of a decided one those that were stored before. */
export function ChangeChecks({ change: { id, status, checks, inspection } }: { change: DeskChange }) {
  if (status !== 'SUBMITTED' && checks.length === 0) return null
  return (
    <Panel
      title={status === 'SUBMITTED' ? '自动核对' : '办理前的自动核对'}
      label="自动核对"
      aside={
        <CheckState
          checks={checks}
          inspection={inspection}
          request={status === 'SUBMITTED' ? () => requestChangeInspection(id) : undefined}
          queryKey={changeKeys.detail(id)}
        />
      }
    >
      <CheckLines checks={checks} labels={CHANGE_CHECK_LABELS} />
    </Panel>
  )
}
