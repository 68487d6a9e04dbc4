import { Form, InputNumber } from 'antd'

type NumberField = { name: string; label: string; unit: string; min: number; max: number }

/** The whole numbers that a rule consists of, each with its unit and bounds; all are required. */
export function NumberFields({ fields }: { fields: readonly NumberField[] }) {
  return fields.map(({ name, label, unit, min, max }) => (
    <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
      <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: 220 }} />
    </Form.Item>
  ))
}
