import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { ApiError } from '@/lib/client/api-error'
import { machineActed, machineOvertaken } from '@/lib/features/dossier/api/console'
import type { ConsoleMachine, MachineAction } from '@/lib/features/dossier/schema/console'
import { ActDialog } from './act-dialog'
import { StageDialog } from './stage-dialog'

/** What may be done to the registration now; each asks for a reason before it is done. */
export function MachineActions({
  machine,
  stages,
}: {
  machine: ConsoleMachine
  stages: Record<string, string>
}) {
  const [open, setOpen] = useState<MachineAction | null>(null)
  const finish = useFinish(machine.id)
  if (machine.actions.length === 0) return null
  const dialog = { machine, onFinish: finish, onClose: () => setOpen(null) }
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

/** Runs an act and tells of it; after a conflict the page shows what stands now while the dialog keeps the reason. */
function useFinish(id: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (work: Promise<ConsoleMachine>, done: string) => {
    try {
      await machineActed(client, await work)
      message.success(done)
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 409) await machineOvertaken(client, id)
      throw error
    }
  }
}
