import { Form, Input } from 'antd'
import { FormDialog } from '@/components/ui/form-dialog'
import type { DeskChange } from '@/lib/features/change/schema/console'

type Return = { comment: string }
type Props = {
  open: boolean
  change: DeskChange
  /** What was entered for a return that was taken back. */
  entered?: Return
  onClose: () => void
  onReturn: (input: Return) => Promise<unknown>
}

/** 退回: the reason stands ready where evidence is missing, since the owner needs to know which photo. */
export function ReturnDialog({ open, change: { missingEvidence }, entered, onClose, onReturn }: Props) {
  const suggested =
    missingEvidence.length > 0 ? `请补充照片：${missingEvidence.map(({ text }) => text).join('；')}。` : ''
  return (
    <FormDialog<Return>
      open={open}
      title="退回信息变更"
      okText="退回"
      danger
      width={520}
      initialValues={{ comment: entered?.comment ?? suggested }}
      onSubmit={onReturn}
      onClose={onClose}
    >
      <Form.Item
        name="comment"
        label="退回原因（机主可见）"
        extra="写明哪一项、怎样改，机主修改后会重新申请。"
        rules={[{ required: true, whitespace: true, message: '请填写退回原因' }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  )
}
