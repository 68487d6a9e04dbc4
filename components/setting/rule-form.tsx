'use client'

import { Alert, Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'

type Props<Fields> = {
  form: FormInstance<Fields>
  initialValues: Fields
  onSave: (fields: Fields) => Promise<void>
  children: ReactNode
}

/** Saves on the button or Enter; says in one place what the server found wrong. */
export function RuleForm<Fields extends object>({ form, initialValues, onSave, children }: Props<Fields>) {
  const [pending, setPending] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  async function submit(fields: Fields) {
    setPending(true)
    setFault(null)
    try {
      await onSave(fields)
    } catch (error) {
      setFault(error instanceof ApiError ? error.message : '填写的内容有误')
    } finally {
      setPending(false)
    }
  }
  return (
    <Form<Fields> form={form} layout="vertical" initialValues={initialValues} onFinish={submit}>
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      {children}
      <Button type="primary" htmlType="submit" loading={pending}>
        保存
      </Button>
    </Form>
  )
}
