import { Alert, Form, Input } from 'antd'
import { useEffect } from 'react'
import { useActor } from '@/components/shell/actor-context'
import { FormDialog } from '@/components/ui/form-dialog'
import { useTabText } from '@/components/ui/use-tab-text'
import type { StatedTexts as Stated } from '@/lib/features/setting/schema/adverse-acts'
import { StatedTexts } from './owner/stated-texts'

type Props = {
  open: boolean
  filingId: string
  /** What was entered for a decision that was taken back. */
  entered?: { reason: string }
  /** Told to the owner with the decision. */
  stated: Stated
  onClose: () => void
  onDecline: (reason: string) => Promise<unknown>
}

/** 不予登记 ends the filing: the dialog requires a reason and states the consequence. A reason not sent yet survives a reload. */
export function DeclineDialog({ open, filingId, entered, stated, onClose, onDecline }: Props) {
  const draft = useTabText(`decline:${useActor().id}:${filingId}`)
  return (
    <FormDialog<{ reason: string }>
      open={open}
      title="不予登记"
      okText="确认不予登记"
      danger
      width={520}
      initialValues={entered}
      onSubmit={async ({ reason }) => {
        await onDecline(reason)
        draft.forget()
      }}
      onClose={onClose}
    >
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 12 }}
        title="不予登记后，机主不能再修改此件，只能重新登记。可以修改的问题请用“退回重填”。"
      />
      <Form.Item
        name="reason"
        label="不予登记的理由（机主可见）"
        rules={[{ required: true, whitespace: true, message: '请填写不予登记的理由' }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Draft {...draft} />
      <StatedTexts stated={stated} />
    </FormDialog>
  )
}

/** Puts the stored text into the empty field, and stores what is typed. */
function Draft({ text, write }: Pick<ReturnType<typeof useTabText>, 'text' | 'write'>) {
  const form = Form.useFormInstance<{ reason?: string }>()
  const typed = Form.useWatch('reason', form)
  useEffect(() => {
    if (text !== '' && !form.getFieldValue('reason')) form.setFieldsValue({ reason: text })
  }, [form, text])
  useEffect(() => {
    if (typed !== undefined) write(typed)
  }, [typed, write])
  return null
}
