'use client'

import { Checkbox, Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'code-limits'>
const FIELDS = [
  { name: 'perPhone', label: '同一手机号每天最多', max: 1_000 },
  { name: 'perAddress', label: '同一网络地址每天最多', max: 1_000_000 },
  { name: 'all', label: '全部用户每天最多', max: 100_000_000 },
] as const

/** Daily limits of text messages with codes, for the whole country. */
export function CodeLimitsForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      {FIELDS.map(({ name, label, max }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={1} max={max} precision={0} suffix="条" style={{ width: 220 }} />
        </Form.Item>
      ))}
      <Form.Item name="operationRequired" valuePropName="checked">
        <Checkbox>委托、过户的验证码必须写明机械和对方（其他程序全部改用新接口后勾选）</Checkbox>
      </Form.Item>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        一个地区的手机可能共用运营商的一个网络地址，按地址的上限不宜过小。
      </p>
    </RuleForm>
  )
}
