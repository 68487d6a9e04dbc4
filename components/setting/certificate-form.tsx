'use client'

import { Form } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { NumberFields } from './number-fields'
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
      <NumberFields fields={FIELDS} />
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        机主自行出具，内容是当时的登记记录。已出具的证明有效期不变。
      </p>
    </RuleForm>
  )
}
