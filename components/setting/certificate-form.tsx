'use client'

import { Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'certificate'>
const FIELDS = [
  { name: 'validDays', label: '出具当日以后有效', unit: '天', min: 1, max: 365 },
  { name: 'mostMachines', label: '一份证明最多', unit: '台', min: 1, max: 500 },
] as const

export function CertificateForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      {FIELDS.map(({ name, label, unit, min, max }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: 220 }} />
        </Form.Item>
      ))}
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        机主自行出具，内容是当时的登记记录。已出具的证明有效期不变。
      </p>
    </RuleForm>
  )
}
