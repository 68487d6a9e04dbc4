'use client'

import { Form, Input } from 'antd'
import { type SettingValue, STAGE_CODES } from '@/lib/features/setting/schema/settings'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'
import styles from './rules.module.css'

type Value = SettingValue<'marking-colours'>

const STAGE_NAMES: Record<(typeof STAGE_CODES)[number], string> = {
  '0': '国一前',
  '1': '国一',
  '2': '国二',
  '3': '国三',
  '4': '国四',
  D: '电动',
  X: '无排放阶段（或无法确定）',
}

/** Colours of strip and card for each stage, with a preview of the strip. */
export function MarkingForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Value>()
  const current = Form.useWatch([], form) ?? value
  return (
    <RuleForm<Value> form={form} initialValues={value} onSave={onSave}>
      <div className={styles.marks}>
        {STAGE_CODES.map((stage) => (
          <div key={stage} className={styles.mark}>
            <span className={styles.stage}>{STAGE_NAMES[stage]}</span>
            <Form.Item name={[stage, 'background']} noStyle>
              <input type="color" aria-label={`${STAGE_NAMES[stage]}底色`} className={styles.swatch} />
            </Form.Item>
            <Form.Item name={[stage, 'foreground']} noStyle>
              <input type="color" aria-label={`${STAGE_NAMES[stage]}字色`} className={styles.swatch} />
            </Form.Item>
            <Form.Item name={[stage, 'name']} noStyle>
              <Input aria-label={`${STAGE_NAMES[stage]}颜色名称`} maxLength={20} style={{ width: 88 }} />
            </Form.Item>
            <span
              className={styles.strip}
              style={{ background: current[stage]?.background, color: current[stage]?.foreground }}
            >
              {stage}-30468844
            </span>
          </div>
        ))}
      </div>
    </RuleForm>
  )
}
