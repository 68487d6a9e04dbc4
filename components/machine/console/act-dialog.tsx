import { useMutation } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { StatedTexts } from '@/components/filing/owner/stated-texts'
import { FormDialog } from '@/components/ui/form-dialog'
import { reinstateMachineMutation, revokeMachineMutation } from '@/lib/features/dossier/api/console'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

export type DialogProps = {
  machine: ConsoleMachine
  onClose: () => void
}

const TEXTS = {
  REVOKE: {
    title: '撤销登记',
    effect: '号码不再有效，公众查验显示“登记已撤销”；待审核的信息变更随之结束，未领取的号码不再发放。',
    done: '已撤销登记',
    mutation: revokeMachineMutation,
  },
  REINSTATE: {
    title: '恢复登记',
    effect: '号码和信息采集卡重新有效；随撤销结束的信息变更需要机主重新申请。',
    done: '已恢复登记',
    mutation: reinstateMachineMutation,
  },
} as const

/** 撤销 or 恢复: states the effect and requires the reason. */
export function ActDialog({ action, machine, onClose }: DialogProps & { action: keyof typeof TEXTS }) {
  const { title, effect, done, mutation } = TEXTS[action]
  const { id, version, registrationNumber } = machine
  const { message } = App.useApp()
  const act = useMutation(mutation(id))
  return (
    <FormDialog<{ reason: string }>
      title={`${title}：${registrationNumber}`}
      okText={title}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await act.mutateAsync({ version, reason })
        message.success(done)
      }}
    >
      <p>{effect}</p>
      <ReasonField />
      {action === 'REVOKE' && <StatedTexts stated={machine.stated.REVOKE} />}
    </FormDialog>
  )
}

export function ReasonField() {
  return (
    <Form.Item
      name="reason"
      label="原因"
      rules={[
        { required: true, whitespace: true, message: '请填写原因' },
        { min: 2, message: '请填写原因' },
      ]}
    >
      <Input.TextArea rows={3} maxLength={500} showCount autoFocus />
    </Form.Item>
  )
}
