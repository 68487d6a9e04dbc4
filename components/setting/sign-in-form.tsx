'use client'

import { Checkbox, Form, InputNumber } from 'antd'
import { STAFF_ROLES } from '@/lib/core/actor'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'staff-sign-in'>
const FIGURES = [
  { name: 'idleMinutes', label: '多久没有操作自动退出', unit: '分钟', min: 5, max: 720 },
  { name: 'activationHours', label: '激活链接多久有效', unit: '小时', min: 1, max: 720 },
  { name: 'issuedPasswordHours', label: '发放的密码（初始、重置）多久有效', unit: '小时', min: 1, max: 720 },
  { name: 'passwordMaxDays', label: '密码多久必须更换（0 为不限）', unit: '天', min: 0, max: 3650 },
  { name: 'passwordHistory', label: '不能与最近几次的密码相同（0 为不限）', unit: '次', min: 0, max: 24 },
] as const

export function SignInForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <Form.Item name="secondFactorRoles" label="必须启用二次验证的角色">
        <Checkbox.Group options={STAFF_ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))} />
      </Form.Item>
      {FIGURES.map(({ name, label, unit, min, max }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: 220 }} />
        </Form.Item>
      ))}
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        自下次登录起生效。没有二次验证的人登录后先启用，再办理业务。无论是否操作，登录 12 小时后都要重新登录。
      </p>
    </RuleForm>
  )
}
