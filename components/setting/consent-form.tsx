'use client'

import { Checkbox, Form } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'consent'>

export function ConsentForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <Form.Item name="required" valuePropName="checked">
        <Checkbox>没有同意现行告知的账号，不收登记和变更</Checkbox>
      </Form.Item>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        机主页面始终会询问；这里管的是其他程序（如小程序）报来的登记。等它们都带上同意记录后再打开。
      </p>
    </RuleForm>
  )
}
