import { Button } from 'antd'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import type { ConsoleMachine, MachineAction } from '@/lib/features/dossier/schema/console'
import { ActDialog } from './act-dialog'
import { StageDialog } from './stage-dialog'

/** Actions available on the registration; each requires a reason. */
export function MachineActions({
  machine,
  stages,
}: {
  machine: ConsoleMachine
  stages: Record<string, string>
}) {
  const [open, setOpen] = useState<MachineAction | null>(null)
  if (machine.actions.length === 0) return null
  const dialog = { machine, onClose: () => setOpen(null) }
  return (
    <ActionBar label="登记操作">
      {machine.actions.includes('CORRECT_STAGE') && (
        <Button onClick={() => setOpen('CORRECT_STAGE')}>更正排放阶段</Button>
      )}
      {machine.actions.includes('REINSTATE') && (
        <Button type="primary" onClick={() => setOpen('REINSTATE')}>
          恢复登记
        </Button>
      )}
      <ActionGap />
      {machine.actions.includes('REVOKE') && (
        <Button danger onClick={() => setOpen('REVOKE')}>
          撤销登记
        </Button>
      )}
      {open === 'CORRECT_STAGE' && <StageDialog stages={stages} {...dialog} />}
      {(open === 'REVOKE' || open === 'REINSTATE') && <ActDialog action={open} {...dialog} />}
    </ActionBar>
  )
}
