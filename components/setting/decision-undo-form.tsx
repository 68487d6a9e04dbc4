'use client'

import { Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'decision-undo'>

export function DecisionUndoForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <Form.Item
        name="seconds"
        label="审核台上的决定"
        extra="生效之前可以撤销，不发号码，也不通知机主；填 0 则立即生效。"
        rules={[{ required: true, message: '请填写秒数' }]}
      >
        <InputNumber min={0} max={60} precision={0} suffix="秒后生效" style={{ width: 220 }} />
      </Form.Item>
    </RuleForm>
  )
}
