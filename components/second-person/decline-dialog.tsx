import { useMutation } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { declineActMutation } from '@/lib/features/confirmation/api'
import { ACT_LEAVES } from '@/lib/features/confirmation/rules'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'

/** 不同意: the reason is read by who asked. */
type Props = {
  act: PendingAct
  /** What it is about, to be read before the word is given. */
  about?: ReactNode
  onClose: () => void
}

export function DeclineDialog({ act, about, onClose }: Props) {
  const decline = useMutation(declineActMutation)
  const { message } = App.useApp()
  return (
    <FormDialog<{ reason: string }>
      title={`不同意${SECOND_PERSON_LABELS[act.kind]}：${act.subject.label}`}
      okText="不同意"
      width={about ? 640 : undefined}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await decline.mutateAsync({ id: act.id, reason })
        message.success(`已记录，${ACT_LEAVES[act.kind] ?? '操作没有执行'}`)
      }}
    >
      {about}
      <p>
        {act.askedBy} 提出，原因：{act.reason}
      </p>
      <Form.Item
        name="reason"
        label="不同意的原因（提出人可以看到）"
        rules={[
          { required: true, whitespace: true, message: '请填写不同意的原因' },
          { min: 2, message: '请填写不同意的原因' },
        ]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
