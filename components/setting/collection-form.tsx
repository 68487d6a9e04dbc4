'use client'

import { Form } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { NumberFields } from './number-fields'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'collection-reminder'>
const FIELDS = [
  { name: 'days', label: '审核通过后未领取，每隔', unit: '天提醒一次', min: 1, max: 365 },
  { name: 'times', label: '每个号码最多提醒', unit: '次', min: 0, max: 10 },
] as const

export function CollectionForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <NumberFields fields={FIELDS} />
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        每天上午以消息和短信提醒机主和被委托人；短信中没有领取码。已领取、已注销或撤销的不提醒。
      </p>
    </RuleForm>
  )
}
