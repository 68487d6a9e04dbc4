import { Form, Input } from 'antd'

/** Field `reason` of a form: why something is done that others will ask about. */
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
