'use client'

import { Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { DeadlineProgress, useDeadlineConfirm } from './deadline-moves'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'review-deadline'>
const FIELDS = [
  { name: 'days', label: '审核期限', unit: '个工作日', min: 1, max: 90 },
  { name: 'warnDays', label: '临近提醒', unit: '个工作日后', min: 0, max: 90 },
  { name: 'claimMinutes', label: '领取后不操作', unit: '分钟放回队列', min: 1, max: 600 },
] as const

export function DeadlineForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  const confirm = useDeadlineConfirm('review-deadline')
  const save = (next: Value) =>
    confirm({ value: next, title: '保存审核期限？', okText: '保存', action: () => onSave(next) })
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={save}>
      <DeadlineProgress ruleKey="review-deadline" value={value} />
      {FIELDS.map(({ name, label, unit, min, max }) => (
        <Form.Item
          key={name}
          name={name}
          label={label}
          rules={[{ required: true, message: `请填写${label}` }]}
        >
          <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: 220 }} />
        </Form.Item>
      ))}
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        保存后，在办登记的期限从提交之日起按新规则计算；已作出决定的不变。
      </p>
    </RuleForm>
  )
}
