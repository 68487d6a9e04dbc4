'use client'

import { Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'second-look'>
const FIELDS = [
  { name: 'share', label: '随机抽取全部办结件的' },
  { name: 'doubtShare', label: '核对存疑的办结件，抽取' },
] as const

export function SecondLookForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      {FIELDS.map(({ name, label }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={0} max={100} precision={0} suffix="%" style={{ width: 220 }} />
        </Form.Item>
      ))}
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        抽中的由本辖区另一位审核人员或主管复核，不会交给作出决定的人。复核不改变已发的号码；填 0 则不抽。
      </p>
    </RuleForm>
  )
}
