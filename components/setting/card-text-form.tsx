'use client'

import { Form, Input } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Fields = { title: string; lines: string }

export function CardTextForm({ value, onSave }: RuleFormProps<SettingValue<'card-text'>>) {
  const [form] = Form.useForm<Fields>()
  const save = ({ title, lines }: Fields) =>
    onSave({ title, lines: lines.split('\n').flatMap((line) => line.trim() || []) })
  return (
    <RuleForm<Fields>
      form={form}
      initialValues={{ title: value.title, lines: value.lines.join('\n') }}
      onSave={save}
    >
      <Form.Item name="title" label="正面标题" rules={[{ required: true, message: '请填写正面标题' }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="lines"
        label="背面文字（每行一条，最多 6 条）"
        rules={[{ required: true, message: '请填写背面文字' }]}
      >
        <Input.TextArea rows={4} />
      </Form.Item>
    </RuleForm>
  )
}
