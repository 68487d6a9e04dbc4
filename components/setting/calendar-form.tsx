'use client'

import { Form, Input } from 'antd'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { CalendarChanges } from './calendar-changes'
import { CalendarYear } from './calendar-year'
import { DeadlineProgress, useDeadlineConfirm } from './deadline-moves'
import { NoticeReader } from './notice-reader'
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

/** Days off and worked weekends, as a year to click on and as two lists. The State Council's notice can fill them, too. */
export function CalendarForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Fields>()
  const confirm = useDeadlineConfirm('calendar')
  const initial = { holidays: toText(value.holidays), workdays: toText(value.workdays) }
  const typed = Form.useWatch([], form) ?? initial
  const calendar = calendarOf(typed)
  const save = (fields: Fields) => {
    const next = calendarOf(fields)
    return confirm({
      value: next,
      title: '保存工作日历？',
      okText: '保存',
      changes: <CalendarChanges from={value} to={next} />,
      action: () => onSave(next),
    })
  }
  const fill = (next: Value) =>
    form.setFieldsValue({ holidays: toText(next.holidays), workdays: toText(next.workdays) })
  return (
    <>
      <DeadlineProgress ruleKey="calendar" value={value} />
      <NoticeReader calendar={calendar} onApply={fill} />
      <RuleForm<Fields> form={form} initialValues={initial} onSave={save}>
        <CalendarYear calendar={calendar} onChange={fill} />
        <Form.Item name="holidays" label="放假的日期（每行一个，周末不用填）" rules={[validDays]}>
          <Input.TextArea rows={6} spellCheck={false} />
        </Form.Item>
        <Form.Item name="workdays" label="调休上班的周末（每行一个）" rules={[validDays]}>
          <Input.TextArea rows={4} spellCheck={false} />
        </Form.Item>
        <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
          保存后，在办登记的期限按新日历调整；已作出决定的不变。
        </p>
      </RuleForm>
    </>
  )
}

function calendarOf({ holidays, workdays }: Partial<Fields>): Value {
  return { holidays: toDays(holidays ?? ''), workdays: toDays(workdays ?? '') }
}
