'use client'

import { useMutation } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { DivisionPicker } from '@/components/division/division-picker'
import { FormDialog } from '@/components/ui/form-dialog'
import { createBureauMutation, updateBureauMutation } from '@/lib/features/bureau/api'
import type { BureauDto, BureauFields } from '@/lib/features/bureau/schema'

type Props = {
  /** null creates a new one. */
  bureau: BureauDto | null
  onClose: () => void
}

const TEXTS = [
  { name: 'officeName', label: '领取窗口名称', max: 60, placeholder: '例如：政务服务中心生态环境窗口' },
  { name: 'address', label: '窗口地址', max: 120, placeholder: '街道、门牌、楼层、窗口号' },
  { name: 'phone', label: '窗口电话', max: 40, placeholder: '例如：010-12345678' },
  { name: 'hours', label: '办公时间', max: 80, placeholder: '例如：工作日 9:00–12:00，13:30–17:00' },
] as const

export function BureauDialog({ bureau, onClose }: Props) {
  const create = useMutation(createBureauMutation)
  const update = useMutation(updateBureauMutation)
  const save = ({ divisionCode, ...fields }: BureauFields) =>
    bureau
      ? update.mutateAsync({ ...fields, id: bureau.id })
      : create.mutateAsync({ divisionCode, ...fields })
  return (
    <FormDialog<BureauFields>
      title={bureau ? '编辑机构' : '新增机构'}
      width={560}
      initialValues={bureau ?? {}}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label="机构名称"
        rules={[{ required: true, whitespace: true, message: '请填写机构名称' }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      {bureau ? (
        <Form.Item label="管辖区划" extra="号段和待领取的号码以区划为准，不能修改。">
          <Input value={bureau.divisionName} disabled />
        </Form.Item>
      ) : (
        <Form.Item
          name="divisionCode"
          label="管辖区划"
          rules={[{ required: true, message: '请选择管辖区划' }]}
        >
          <DivisionPicker anyLevel />
        </Form.Item>
      )}
      {TEXTS.map(({ name, label, max, placeholder }) => (
        <Form.Item
          key={name}
          name={name}
          label={label}
          rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}
        >
          <Input maxLength={max} placeholder={placeholder} autoComplete="off" />
        </Form.Item>
      ))}
    </FormDialog>
  )
}
