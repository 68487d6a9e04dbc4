import { Alert, Form, Input, Modal } from 'antd'

/** 不予登记 ends the filing: it asks for a reason and says what follows. */
export function DeclineDialog({
  open,
  busy,
  onClose,
  onDecline,
}: {
  open: boolean
  busy: boolean
  onClose: () => void
  onDecline: (reason: string) => void
}) {
  return (
    <Modal
      open={open}
      title="不予登记"
      okText="确认不予登记"
      cancelText="取消"
      okButtonProps={{ danger: true, htmlType: 'submit', form: 'decline-form', loading: busy }}
      onCancel={onClose}
    >
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 12 }}
        title="不予登记后，机主不能再修改此件，只能重新登记。可以修改的问题请用“退回重填”。"
      />
      <Form
        id="decline-form"
        layout="vertical"
        disabled={busy}
        onFinish={({ reason }: { reason: string }) => onDecline(reason)}
      >
        <Form.Item
          name="reason"
          label="不予登记的理由（机主可见）"
          rules={[{ required: true, whitespace: true, message: '请填写不予登记的理由' }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}
