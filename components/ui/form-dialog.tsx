'use client'

import { Alert, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { showFaults } from './form-faults'
import { useFocusBack } from './use-focus-back'

type Props<Fields> = {
  title: string
  okText?: string
  width?: number
  initialValues?: Partial<Fields>
  /** Rejects with the server's answer; the dialog then stays, faults beside their fields. */
  onSubmit: (fields: Fields) => Promise<unknown>
  onClose: () => void
  children: ReactNode | ((form: FormInstance<Fields>) => ReactNode)
}

/** A form in a dialog: Enter saves, Escape leaves, nothing typed is lost by a failure. */
export function FormDialog<Fields extends object>(props: Props<Fields>) {
  const { title, okText = '保存', width = 480, initialValues, onSubmit, onClose, children } = props
  const [form] = Form.useForm<Fields>()
  const [pending, setPending] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  useFocusBack()

  async function submit(fields: Fields) {
    setPending(true)
    setFault(null)
    try {
      await onSubmit(fields)
      onClose()
    } catch (error) {
      setFault(showFaults(form, error))
    } finally {
      setPending(false)
    }
  }

  return (
    <Modal
      open
      title={title}
      width={width}
      okText={okText}
      cancelText="取消"
      confirmLoading={pending}
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onFinish={(fields) => void submit(fields)}
        style={{ marginTop: 12 }}
      >
        {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 16 }} />}
        {typeof children === 'function' ? children(form) : children}
        {/* Lets Enter in a field submit: the visible button stands outside the form. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
