'use client'

import { Form, Input } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'

type Value = SettingValue<'calendar'>
type Fields = { holidays: string; workdays: string }

const toText = (days: readonly string[]) => days.join('\n')
const toDays = (text: string) => [...new Set(text.split(/[\s,，、]+/).filter(Boolean))].sort()

const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
const validDays = {
  validator: (_: unknown, text: string) => {
    const wrong = toDays(text ?? '').find((day) => !isDay(day))
    return wrong ? Promise.reject(`“${wrong}”不是日期，应如 2026-10-01`) : Promise.resolve()
  },
}

/** Two lists of days, one a line: what the State Council publishes each autumn can be pasted. */
export function CalendarForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Fields>()
  const initial = { holidays: toText(value.holidays), workdays: toText(value.workdays) }
  const save = ({ holidays, workdays }: Fields) =>
    onSave({ holidays: toDays(holidays), workdays: toDays(workdays) })
  return (
    <RuleForm<Fields> form={form} initialValues={initial} onSave={save}>
      <Form.Item name="holidays" label="放假的日期（每行一个，周末不用填）" rules={[validDays]}>
        <Input.TextArea rows={6} spellCheck={false} />
      </Form.Item>
      <Form.Item name="workdays" label="调休上班的周末（每行一个）" rules={[validDays]}>
        <Input.TextArea rows={4} spellCheck={false} />
      </Form.Item>
    </RuleForm>
  )
}
