'use client'

import { Checkbox, Form } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'staff-second-person'>

export function StaffSecondPersonForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <Form.Item name="ENABLE_STAFF" valuePropName="checked">
        <Checkbox>安全管理员启用账号、停用安全管理员，须另一位安全管理员确认</Checkbox>
      </Form.Item>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        包括新增人员、调整角色或机构、重置密码、恢复使用。这一项约束安全管理员，所以由系统管理员设定；下级只能更严。
      </p>
    </RuleForm>
  )
}
