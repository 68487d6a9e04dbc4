'use client'

import { App } from 'antd'
import type { ReactNode } from 'react'
import { isHastyEnter } from './keys/hasty-enter'

type Question = {
  title: string
  /** Explains what will happen. */
  content: ReactNode
  /** Pixels, where the content is more than a few sentences. */
  width?: number
  /** The verb on the button. */
  okText: string
  /** Label of the safe button, where 取消 could be taken for the action itself. */
  cancelText?: string
  /** The dialog stays open until it resolves; a failure is shown as a message. */
  action: () => Promise<unknown>
}

/** Confirms an action that cannot be undone by a click. The safe button has the focus. */
export function useConfirm() {
  const confirm = useConfirmAndWait()
  return (question: Question): void => {
    confirm(question)
  }
}

/** The same for a caller that awaits the closing of the dialog. */
export function useConfirmAndWait() {
  const { modal, message } = App.useApp()
  return ({ title, content, width, okText, cancelText = '取消', action }: Question) =>
    modal.confirm({
      title,
      content,
      width,
      okText,
      cancelText,
      okButtonProps: {
        danger: true,
        onKeyDown: (event) => isHastyEnter(event.nativeEvent) && event.preventDefault(),
      },
      autoFocusButton: 'cancel',
      onOk: () =>
        action().catch((error: Error) => {
          message.error(error.message)
        }),
    })
}
