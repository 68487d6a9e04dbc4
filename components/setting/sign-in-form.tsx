'use client'

import { Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'staff-sign-in'>

export function SignInForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <Form.Item
        name="idleMinutes"
        label="多久没有操作自动退出"
        rules={[{ required: true, message: '请填写' }]}
      >
        <InputNumber min={5} max={720} precision={0} suffix="分钟" style={{ width: 220 }} />
      </Form.Item>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        自下次登录起生效。无论是否操作，登录 12 小时后都要重新登录。
      </p>
    </RuleForm>
  )
}
