import { Checkbox, Form, Input } from 'antd'
import type { ReactNode } from 'react'

/** Field `idTail`: the last four characters as they stand in the original document, which the screen does not show. */
export function LastFour({ label = '证件号后四位（看证件原件填写）' }: { label?: string }) {
  return (
    <Form.Item
      name="idTail"
      label={label}
      rules={[{ required: true, len: 4, message: '请填写证件原件上的后四位' }]}
    >
      <Input autoComplete="off" maxLength={4} style={{ width: 160 }} />
    </Form.Item>
  )
}

/** Field `compared`: the officer says what was compared. @param missing shown while it is not ticked */
export function Compared({
  missing = '请先核对证件原件',
  children,
}: {
  missing?: string
  children: ReactNode
}) {
  return (
    <Form.Item
      name="compared"
      valuePropName="checked"
      rules={[
        { validator: (_, checked) => (checked ? Promise.resolve() : Promise.reject(new Error(missing))) },
      ]}
    >
      <Checkbox>{children}</Checkbox>
    </Form.Item>
  )
}
