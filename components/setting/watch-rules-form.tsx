'use client'

import { Form } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { NumberFields } from './number-fields'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'watch-rules'>
const FIELDS = [
  { name: 'overdueFilings', label: '登记超期：一个区县超期达到', unit: '件', min: 1, max: 10_000 },
  { name: 'reviewerDecisions', label: '审核异常：近 30 日至少办理', unit: '件', min: 5, max: 10_000 },
  { name: 'quickSeconds', label: '审核异常：领取后多快通过算过快', unit: '秒内', min: 1, max: 3600 },
  { name: 'quickPercent', label: '审核异常：过快的占通过件数', unit: '% 以上', min: 1, max: 100 },
  { name: 'returnFactor', label: '审核异常：退回率与同地区其他人员相差', unit: '倍以上', min: 2, max: 100 },
  { name: 'samePhotoFilings', label: '照片重复使用：同一张照片出现在', unit: '件以上', min: 2, max: 1000 },
] as const

export function WatchRulesForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <NumberFields fields={FIELDS} />
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        每 5 分钟检查一次。号段将用完的提醒按各号段的预警数量。
      </p>
    </RuleForm>
  )
}
