'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { ApiError } from '@/lib/client/api-error'

type Props<Fields> = {
  form: FormInstance<Fields>
  initialValues: Fields
  onSave: (fields: Fields) => Promise<void>
  children: ReactNode
}

/** `value.rows.2.stage` → the field of that row, where the form has one. */
function markFields(form: FormInstance, error: ApiError) {
  const faults = Object.entries(error.fieldMessages).map(([path, message]) => ({
    name: path
      .split('.')
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    errors: [message],
  }))
  const matching = faults.filter(({ name }) => form.getFieldInstance(name))
  form.setFields(matching)
  if (matching[0]) form.scrollToField(matching[0].name, { block: 'center', focus: true })
}

/** Saves on the button or Enter; shows the server's faults above the form and at their fields. */
export function RuleForm<Fields extends object>({ form, initialValues, onSave, children }: Props<Fields>) {
  const save = useMutation({
    mutationFn: onSave,
    onError: (error) => error instanceof ApiError && markFields(form, error),
  })
  const { error } = save
  const fault = error && (error instanceof ApiError ? error.message : '填写的内容有误')
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={initialValues}
      onFinish={(fields) => save.mutate(fields)}
      scrollToFirstError={{ block: 'center', focus: true }}
    >
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      {children}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        保存
      </Button>
    </Form>
  )
}
