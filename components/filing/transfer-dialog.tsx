import { Form, Input } from 'antd'
import { DivisionPicker } from '@/components/division/division-picker'
import { FormDialog } from '@/components/ui/form-dialog'

export type Transfer = { districtCode: string; reason: string }
type Props = { open: boolean; onClose: () => void; onTransfer: (transfer: Transfer) => Promise<unknown> }

/** 转至正确区县: moves the filing to another bureau's queue; its submission time and deadline stay. */
export function TransferDialog({ open, onClose, onTransfer }: Props) {
  return (
    <FormDialog<Transfer>
      open={open}
      title="转至正确区县"
      okText="确认转办"
      width={520}
      onSubmit={onTransfer}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>转办后由所选区县审核，提交时间和办理期限不变。</p>
      <Form.Item name="districtCode" label="转至区县" rules={[{ required: true, message: '请选择区县' }]}>
        <DivisionPicker />
      </Form.Item>
      <Form.Item
        name="reason"
        label="转办原因"
        rules={[{ required: true, whitespace: true, message: '请填写转办原因' }]}
      >
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  )
}
