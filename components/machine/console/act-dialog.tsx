import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { StatedTexts } from '@/components/filing/owner/stated-texts'
import { FormDialog } from '@/components/ui/form-dialog'
import { ReasonField } from '@/components/ui/reason-field'
import { ACT_EFFECTS } from '@/lib/features/confirmation/rules'
import { reinstateMachineMutation, revokeMachineMutation } from '@/lib/features/dossier/api/console'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

export type DialogProps = {
  machine: ConsoleMachine
  onClose: () => void
}

const TEXTS = {
  REVOKE: {
    title: '撤销登记',
    kind: 'REVOKE_MACHINE',
    done: '已撤销登记',
    mutation: revokeMachineMutation,
  },
  REINSTATE: {
    title: '恢复登记',
    kind: 'REINSTATE_MACHINE',
    done: '已恢复登记',
    mutation: reinstateMachineMutation,
  },
} as const

/** 撤销 or 恢复: states the effect and requires the reason. */
export function ActDialog({ action, machine, onClose }: DialogProps & { action: keyof typeof TEXTS }) {
  const { title, kind, done, mutation } = TEXTS[action]
  const { id, version, registrationNumber } = machine
  const { message } = App.useApp()
  const act = useMutation(mutation(id))
  return (
    <FormDialog<{ reason: string }>
      title={`${title}：${registrationNumber}`}
      okText={title}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        const { waiting } = await act.mutateAsync({ version, reason })
        message.success(waiting ? `已提出${title}，待第二人确认` : done)
      }}
    >
      <p>{ACT_EFFECTS[kind]}</p>
      <ReasonField />
      {action === 'REVOKE' && <StatedTexts stated={machine.stated.REVOKE} />}
    </FormDialog>
  )
}
