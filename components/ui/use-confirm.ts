'use client'

import { App } from 'antd'
import type { ReactNode } from 'react'

type Question = {
  title: string
  /** What will happen, in words. */
  content: ReactNode
  /** The verb on the button. */
  okText: string
  /** On the safe button, where 取消 could be taken for the deed itself. */
  cancelText?: string
  /** The dialog stays open until it is done; a failure is told and can be tried again. */
  action: () => Promise<unknown>
}

/** Asks before something that cannot be undone by a click. The safe button has the focus. */
export function useConfirm() {
  const confirm = useConfirmAndWait()
  return (question: Question): void => {
    confirm(question)
  }
}

/** The same for a caller that goes on once the dialog is closed. */
export function useConfirmAndWait() {
  const { modal, message } = App.useApp()
  return ({ title, content, okText, cancelText = '取消', action }: Question) =>
    modal.confirm({
      title,
      content,
      okText,
      cancelText,
      okButtonProps: { danger: true },
      autoFocusButton: 'cancel',
      onOk: () =>
        action().catch((error: Error) => {
          message.error(error.message)
        }),
    })
}
