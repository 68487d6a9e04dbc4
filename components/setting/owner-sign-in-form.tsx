'use client'

import { Form, InputNumber } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'owner-sign-in'>

/** When a code by text message is no longer enough, for the whole country. */
export function OwnerSignInForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <Form.Item
        name="quietDays"
        label="账号多久没有使用，凭验证码登录须另填证件号后四位"
        rules={[{ required: true, message: '请填写' }]}
      >
        <InputNumber min={30} max={730} precision={0} suffix="天" style={{ width: 220 }} />
      </Form.Item>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        手机号停用后，运营商会换给别人，验证码就到了别人手里。重设密码同样适用；凭密码、微信登录不受影响。
      </p>
    </RuleForm>
  )
}
