'use client'

import { Checkbox, Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'code-limits'>
const FIELDS = [
  { name: 'perPhone', label: '同一手机号每天最多', max: 1_000, unit: '条' },
  { name: 'perAddress', label: '同一网络地址每天最多', max: 1_000_000, unit: '条' },
  { name: 'all', label: '全部用户每天最多', max: 100_000_000, unit: '条' },
  { name: 'checkAfterPhone', label: '需要自动验证：同一手机号一天获取', max: 1_000, unit: '条以后' },
  { name: 'checkAfterAddress', label: '需要自动验证：同一网络地址一天获取', max: 1_000_000, unit: '条以后' },
  { name: 'checkAfterWrong', label: '需要自动验证：同一手机号一天输错', max: 1_000, unit: '次以后' },
] as const

/** Daily limits of text messages with codes, for the whole country. */
export function CodeLimitsForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      {FIELDS.map(({ name, label, max, unit }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={1} max={max} precision={0} suffix={unit} style={{ width: 220 }} />
        </Form.Item>
      ))}
      <Form.Item name="operationRequired" valuePropName="checked">
        <Checkbox>委托、过户的验证码必须写明机械和对方（其他程序全部改用新接口后勾选）</Checkbox>
      </Form.Item>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        一个地区的手机可能共用运营商的一个网络地址，按地址的上限不宜过小。自动验证由手机自己计算，机主不用看图或输入；
        不认识它的其他程序会提示用户改用登记系统的网页。
      </p>
    </RuleForm>
  )
}
