'use client'

import { Button, Form, Input, InputNumber, Select } from 'antd'
import { QuerySelect } from '@/components/ui/query-select'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import {
  DATED_STAGE_NAMES,
  DATED_STAGES,
  MAX_POWER_KW,
  UNDATED_FUELS,
} from '@/lib/features/setting/schema/stage-dates'
import type { RuleFormProps } from './rule-card'
import { RuleForm } from './rule-form'
import styles from './rules.module.css'
import { useOptions } from './use-options'

type Value = SettingValue<'stage-dates'>
type Row = Value['rows'][number]
/** A cleared day is an empty string, a cleared power has no value. */
type Fields = { rows: (Partial<Row> | undefined)[] }

const DAYS = [
  { name: 'engineFrom', label: '发动机自', required: true },
  { name: 'machineFrom', label: '机械自', required: false },
  { name: 'farmMachineFrom', label: '农用机械自', required: false },
] as const
const POWERS = [
  { name: 'powerFromKw', label: '功率 > kW' },
  { name: 'powerToKw', label: '功率 ≤ kW' },
] as const
const required = (message: string) => [{ required: true, message }]
const STAGES = DATED_STAGES.map((value) => ({ value, label: DATED_STAGE_NAMES[value] }))

/** Rows of the regulations by which a stage is suggested from dates, each with its legal basis. */
export function StageDatesForm({ value, onSave }: RuleFormProps<Value>) {
  const [form] = Form.useForm<Fields>()
  const save = ({ rows }: Fields) => onSave({ rows: rows.map((row) => toRow(row ?? {})) })
  return (
    <RuleForm<Fields> form={form} initialValues={value} onSave={save}>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>
        没有公开编号、核准号时，按出厂日期和发动机额定净功率建议排放阶段，由审核人员核定。这里没有列出的燃料不按日期建议。功率“
        {'>'}
        ”不含该值，“≤”含该值。功率、机械日期、农用机械日期可以留空：不限功率、法规没有规定机械日期、农用机械与其他机械相同。
      </p>
      <Form.List name="rows">
        {(lines, { add, remove }) => (
          <div className={styles.lines}>
            {lines.map(({ key, name }) => (
              <LineFields key={key} index={name} onRemove={() => remove(name)} />
            ))}
            <div>
              <Button onClick={() => add({ fuel: 'DIESEL' })}>添加一行</Button>
            </div>
          </div>
        )}
      </Form.List>
    </RuleForm>
  )
}

/** The row as the API takes it: null for an empty field. */
function toRow(row: Partial<Row>): Row {
  const { powerFromKw, powerToKw, machineFrom, farmMachineFrom } = row
  const open = { powerFromKw: powerFromKw ?? null, powerToKw: powerToKw ?? null }
  const days = { machineFrom: machineFrom || null, farmMachineFrom: farmMachineFrom || null }
  return { stage: '1', fuel: '', engineFrom: '', basis: '', ...row, ...open, ...days }
}

function LineFields({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { names, query } = useOptions()
  const fuels = Object.entries(names.lists.FUEL ?? {})
    .filter(([code]) => !UNDATED_FUELS.includes(code))
    .map(([value, label]) => ({ value, label }))
  return (
    <fieldset className={styles.line} aria-label={`第 ${index + 1} 行`}>
      <Form.Item name={[index, 'stage']} label="排放阶段" rules={required('请选择排放阶段')}>
        <Select options={STAGES} />
      </Form.Item>
      <Form.Item name={[index, 'fuel']} label="燃料种类" rules={required('请选择燃料种类')}>
        <QuerySelect query={query} placeholder="燃料种类" options={fuels} />
      </Form.Item>
      {POWERS.map(({ name, label }) => (
        <Form.Item key={name} name={[index, name]} label={label}>
          <InputNumber min={0.1} max={MAX_POWER_KW} placeholder="不限" style={{ width: '100%' }} />
        </Form.Item>
      ))}
      {DAYS.map(({ name, label, required: must }) => (
        <Form.Item key={name} name={[index, name]} label={label} rules={must ? required('请填写日期') : []}>
          <Input type="date" />
        </Form.Item>
      ))}
      <div className={styles.basis}>
        <Form.Item name={[index, 'basis']} label="法规依据" rules={required('请填写法规依据')}>
          <Input.TextArea autoSize maxLength={200} />
        </Form.Item>
        <Button danger onClick={onRemove} aria-label={`删除第 ${index + 1} 行`}>
          删除
        </Button>
      </div>
    </fieldset>
  )
}
