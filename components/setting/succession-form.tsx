'use client'

import { Form } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { GROUND_LABELS, SUCCESSION_GROUNDS } from '@/lib/features/succession-state/schema'
import { NumberFields } from './number-fields'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'succession'>
const FIELDS = SUCCESSION_GROUNDS.map((ground) => ({
  name: ground,
  label: `${GROUND_LABELS[ground]}：受理之后等待异议`,
  unit: '天',
  min: 7,
  max: 180,
}))

/** Days for objections by ground, for the whole country. */
export function SuccessionForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <NumberFields fields={FIELDS} />
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        从受理的次日起算，只影响以后受理的。机主去世的，其他继承人也可能有异议，同样等待。期满后由另一名工作人员办结。
      </p>
    </RuleForm>
  )
}
