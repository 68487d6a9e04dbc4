'use client'

import { useMutation } from '@tanstack/react-query'
import { Form, Input, InputNumber } from 'antd'
import { DivisionPicker } from '@/components/division/division-picker'
import { useActor } from '@/components/shell/actor-context'
import { FormDialog } from '@/components/ui/form-dialog'
import { formatCount } from '@/lib/core/format-count'
import { changeSeriesMutation, createSeriesMutation } from '@/lib/features/registration/api'
import { numberBody } from '@/lib/features/registration/rules/series'
import { BODY_LENGTH, type Series } from '@/lib/features/registration/schema'

type NewFields = {
  divisionCode: string
  prefix?: string
  firstSerial: number
  lastSerial: number
  warnBelow: number
}
const WIDE = { width: '100%' }
const warnBelow = (
  <Form.Item
    name="warnBelow"
    label="少于多少个时预警"
    rules={[{ required: true, message: '请填写预警数量' }]}
  >
    <InputNumber min={0} precision={0} style={WIDE} />
  </Form.Item>
)

export function NewSeriesDialog({ onClose }: { onClose: () => void }) {
  const create = useMutation(createSeriesMutation)
  const { divisionCode } = useActor()
  return (
    <FormDialog<NewFields>
      title="新增号段"
      okText="新增"
      initialValues={{ divisionCode, firstSerial: 1, warnBelow: 1000 }}
      onSubmit={({ prefix = '', ...fields }) => create.mutateAsync({ prefix, ...fields })}
      onClose={onClose}
    >
      <Form.Item name="divisionCode" label="所属区划" rules={[{ required: true, message: '请选择所属区划' }]}>
        <DivisionPicker anyLevel />
      </Form.Item>
      <Form.Item
        name="prefix"
        label="前缀"
        extra="0–4 位数字或大写字母，不含 I 和 O；以后不能修改。"
        normalize={(value: string) => value.toUpperCase()}
      >
        <Input maxLength={4} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="firstSerial"
        label="起始流水号"
        rules={[{ required: true, message: '请填写起始流水号' }]}
      >
        <InputNumber min={0} precision={0} style={WIDE} />
      </Form.Item>
      <Form.Item
        name="lastSerial"
        label="截止流水号"
        rules={[{ required: true, message: '请填写截止流水号' }]}
      >
        <InputNumber min={0} precision={0} style={WIDE} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldsValue }) => <Preview {...getFieldsValue()} />}
      </Form.Item>
      {warnBelow}
    </FormDialog>
  )
}

/** Preview of the resulting numbers. */
function Preview({ prefix = '', firstSerial, lastSerial }: Partial<NewFields>) {
  if (typeof firstSerial !== 'number' || typeof lastSerial !== 'number' || lastSerial < firstSerial)
    return null
  const [first, last] = [numberBody(prefix, firstSerial), numberBody(prefix, lastSerial)]
  if (last.length > BODY_LENGTH) return null
  return (
    <p style={{ marginBottom: 16 }} role="status">
      号码主体：{first} 至 {last}，共 {formatCount(lastSerial - firstSerial + 1)} 个
    </p>
  )
}

export function ChangeSeriesDialog({ series, onClose }: { series: Series; onClose: () => void }) {
  const change = useMutation(changeSeriesMutation)
  return (
    <FormDialog<{ lastSerial: number; warnBelow: number }>
      title={`修改号段 ${series.firstBody} 至 ${series.lastBody}`}
      initialValues={{ lastSerial: series.lastSerial, warnBelow: series.warnBelow }}
      onSubmit={(fields) => change.mutateAsync({ id: series.id, ...fields })}
      onClose={onClose}
    >
      <Form.Item
        name="lastSerial"
        label="截止流水号"
        extra={`已发放 ${series.used} 个，不能小于已发放的号码。`}
        rules={[{ required: true, message: '请填写截止流水号' }]}
      >
        <InputNumber min={0} precision={0} style={WIDE} />
      </Form.Item>
      {warnBelow}
    </FormDialog>
  )
}
