'use client'

import { Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'personal-access'>
const FIELDS = [
  { name: 'revealsPerDay', label: '每人每天查看完整证件号、手机号最多', unit: '次', max: 10_000 },
  { name: 'exportsPerDay', label: '每人每天导出含电话、证件号的文件最多', unit: '个', max: 1000 },
] as const

export function PersonalAccessForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      {FIELDS.map(({ name, label, unit, max }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={1} max={max} precision={0} suffix={unit} style={{ width: 220 }} />
        </Form.Item>
      ))}
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        按工作人员所在机构的设定，每天零点重新计数。每次查看、导出的目的都会记录。
      </p>
    </RuleForm>
  )
}
