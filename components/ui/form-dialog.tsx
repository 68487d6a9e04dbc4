'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, Form, type FormInstance, Modal } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { showFaults } from './form-faults'
import { type DialogFocus, focusInDialog } from './keys/dialog-focus'
import { isHastyEnter } from './keys/hasty-enter'
import { openDialog } from './keys/open-dialog'
import { useConfirm } from './use-confirm'
import { useFocusBack } from './use-focus-back'

type Props<Fields> = {
  /** A dialog that stays mounted while closed keeps its input; others are mounted only while open. */
  open?: boolean
  title: string
  okText?: string
  /** The action cannot be undone. */
  danger?: boolean
  width?: number
  /** Where the focus is when it opens: on its first field, unless another place is the obvious one. */
  focus?: DialogFocus
  initialValues?: Partial<Fields>
  /** Rejects with the server's error; the dialog then stays open and shows the faults at their fields. */
  onSubmit: (fields: Fields) => Promise<unknown>
  onClose: () => void
  children: ReactNode | ((form: FormInstance<Fields>) => ReactNode)
}

/**
 * A form in a dialog: Enter saves, Escape closes, a failure loses no input, nothing is sent twice. An Enter that is held
 * down, or the second of a double press, saves nothing: it may be the one that opened the dialog. While it is being sent it
 * cannot be closed: 取消 would look as if it had stopped what is under way. One that would lose what was typed asks before it
 * closes.
 */
export function FormDialog<Fields extends object>(props: Props<Fields>) {
  const { open = true, title, okText = '保存', danger, width = 480, initialValues, children } = props
  const { onSubmit, onClose, focus = 'field' } = props
  const [form] = Form.useForm<Fields>()
  const [fault, setFault] = useState<string | null>(null)
  const confirm = useConfirm()
  useFocusBack()
  // Enter may be pressed twice before the pending state is rendered.
  const sending = useRef(false)
  const submit = useMutation({
    mutationFn: onSubmit,
    onSuccess: onClose,
    onError: (error) => setFault(showFaults(form, error)),
    onSettled: () => {
      sending.current = false
    },
  })

  function send(fields: Fields) {
    if (sending.current) return
    sending.current = true
    setFault(null)
    submit.mutate(fields)
  }

  /** Input that would be lost is given up by a second word only. */
  function leave() {
    if (props.open !== undefined || !hasInput(form, initialValues)) return onClose()
    confirm({
      title: '放弃已填写的内容？',
      content: '还没有提交，关闭后不会保留。',
      okText: '放弃',
      cancelText: '继续填写',
      action: async () => onClose(),
    })
  }

  return (
    <Modal
      open={open}
      title={title}
      width={width}
      // The buttons of a long form stay in a window of 768 px.
      style={{ top: 40 }}
      okText={okText}
      cancelText="取消"
      cancelButtonProps={{ disabled: submit.isPending }}
      closable={!submit.isPending}
      keyboard={!submit.isPending}
      okButtonProps={{ danger }}
      confirmLoading={submit.isPending}
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={leave}
      afterOpenChange={(opened) => opened && focusInDialog(openDialog(), focus)}
      wrapProps={{ onKeyDownCapture: ignoreHastyEnter }}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onFinish={send}
        style={{ marginTop: 12, paddingBottom: 8 }}
      >
        {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 16 }} />}
        {typeof children === 'function' ? children(form) : children}
        {/* Lets Enter in a field submit: the visible button is outside the form. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}

/** Whether a touched field holds more than a single sign, which is a choice rather than something typed. */
function hasInput<Fields>(form: FormInstance<Fields>, initial: Partial<Fields> = {}): boolean {
  const before: Record<string, unknown> = { ...initial }
  const fields: Record<string, unknown> = { ...form.getFieldsValue(true) }
  return Object.entries(fields).some(
    ([name, value]) =>
      typeof value === 'string' &&
      value.trim().length > 1 &&
      value !== before[name] &&
      form.isFieldsTouched([name] as never),
  )
}

function ignoreHastyEnter(event: KeyboardEvent): void {
  const inText = event.target instanceof HTMLTextAreaElement
  if (!inText && isHastyEnter(event.nativeEvent)) event.preventDefault()
}
