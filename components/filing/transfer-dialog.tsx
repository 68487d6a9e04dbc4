import { Form, Input, Modal } from 'antd'
import { DivisionPicker } from '@/components/division/division-picker'

export type Transfer = { districtCode: string; reason: string }

/** 转至正确区县: the filing keeps its place in time and goes to another bureau's queue. */
export function TransferDialog({
  open,
  busy,
  onClose,
  onTransfer,
}: {
  open: boolean
  busy: boolean
  onClose: () => void
  onTransfer: (transfer: Transfer) => void
}) {
  return (
    <Modal
      open={open}
      title="转至正确区县"
      okText="确认转办"
      cancelText="取消"
      okButtonProps={{ htmlType: 'submit', form: 'transfer-form', loading: busy }}
      onCancel={onClose}
    >
      <p style={{ marginTop: 0 }}>转办后由所选区县审核，提交时间和办理期限不变。</p>
      <Form id="transfer-form" layout="vertical" disabled={busy} onFinish={onTransfer}>
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
      </Form>
    </Modal>
  )
}
