'use client'

import { Checkbox, Form, InputNumber } from 'antd'
import { RULED_ACTS, SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'second-person'>

export function SecondPersonForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <p style={{ marginBottom: 8, color: 'var(--ink-soft)' }}>
        勾选的操作，由另一位有同样权限的人员确认后才执行，本人不能确认自己提出的。只有一名人员的机构，须由上级机构的人员确认。
      </p>
      {RULED_ACTS.map((act) => (
        <Form.Item key={act} name={act} valuePropName="checked" style={{ marginBottom: 4 }}>
          <Checkbox>{SECOND_PERSON_LABELS[act]}</Checkbox>
        </Form.Item>
      ))}
      <Form.Item
        name="lapseHours"
        label="无人确认时"
        style={{ marginTop: 12 }}
        rules={[{ required: true, message: '请填写小时数' }]}
      >
        <InputNumber min={1} max={720} precision={0} suffix="小时后失效" style={{ width: 220 }} />
      </Form.Item>
    </RuleForm>
  )
}
