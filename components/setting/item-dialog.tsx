'use client'

import { useMutation } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import { FormDialog } from '@/components/ui/form-dialog'
import { FIELDS, STEP_LABELS } from '@/lib/features/content/schema/fields'
import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import { addListItemMutation, updateListItemMutation } from '@/lib/features/setting/api'
import { LIST_LABELS, type ListItem, type ListName } from '@/lib/features/setting/schema/settings'

type Fields = { code: string; name: string; onsiteOnly?: boolean; fields?: string[] }

const CORRECTABLE = [
  {
    label: '照片',
    options: PHOTO_SLOT_CODES.map((slot) => ({ value: `photos.${slot}`, label: PHOTO_SLOT_LABELS[slot] })),
  },
  ...Object.entries(STEP_LABELS).map(([step, label]) => ({
    label,
    options: FIELDS.filter((field) => field.step === step).map((field) => ({
      value: field.path,
      label: field.label,
    })),
  })),
]

/** @param item null creates a new one */
export function ItemDialog({
  list,
  item,
  onClose,
}: {
  list: ListName
  item: ListItem | null
  onClose: () => void
}) {
  const add = useMutation(addListItemMutation(list))
  const update = useMutation(updateListItemMutation(list))
  return (
    <FormDialog<Fields>
      title={`${item ? '编辑' : '新增'}${LIST_LABELS[list]}`}
      width={560}
      initialValues={item ?? {}}
      onSubmit={(fields) =>
        item ? update.mutateAsync({ ...fields, code: item.code }) : add.mutateAsync(fields)
      }
      onClose={onClose}
    >
      {!item && (
        <Form.Item
          name="code"
          label="代码"
          extra="大写字母、数字、下划线，以后不能修改。例如 ROTARY_DRILL"
          rules={[{ required: true, message: '请填写代码' }]}
          normalize={(value: string) => value.toUpperCase()}
        >
          <Input maxLength={40} autoComplete="off" spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label="名称"
        rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      {list === 'CATEGORY' && (
        <Form.Item name="onsiteOnly" valuePropName="checked">
          <Checkbox>仅用于场内车辆</Checkbox>
        </Form.Item>
      )}
      {list === 'RETURN_REASON' && (
        <Form.Item name="fields" label="默认要求修改的内容" extra="审核人员选择此原因时自动带出，可以增减。">
          <Select
            mode="multiple"
            allowClear
            options={CORRECTABLE}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      )}
    </FormDialog>
  )
}
