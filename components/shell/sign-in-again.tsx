'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { SignInForm } from '@/components/shell/sign-in-form'
import { installSignInGate, type SignInReason } from '@/lib/client/sign-in-gate'
import { useActor } from './actor-context'

/**
 * Asks to sign in again over the page when the session has ended, or is too old for what was asked; the call that failed is then repeated, and no input is
 * lost. Only for the same person: the page shows their data.
 */
export function SignInAgain() {
  const { username, name } = useActor()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<SignInReason>('ENDED')
  const answer = useRef<((signedIn: boolean) => void) | null>(null)

  useEffect(
    () =>
      installSignInGate((why) => {
        setReason(why)
        setOpen(true)
        return new Promise<boolean>((resolve) => {
          answer.current = resolve
        })
      }),
    [],
  )

  function close(signedIn: boolean) {
    setOpen(false)
    answer.current?.(signedIn)
    answer.current = null
    if (signedIn) void queryClient.invalidateQueries()
  }

  return (
    <Modal
      open={open}
      title={reason === 'CONFIRM' ? '请重新登录确认' : '登录已失效'}
      footer={null}
      width={400}
      destroyOnHidden
      onCancel={() => close(false)}
    >
      <p style={{ marginBottom: 16 }}>
        {reason === 'CONFIRM'
          ? `修改密码和二次验证，须在登录后 5 分钟内进行。请${name}重新登录，随后自动继续。`
          : `请${name}重新登录。页面上已填写的内容不会丢失。`}
        <Button type="link" size="small" href="/login">
          换人登录
        </Button>
      </p>
      <SignInForm username={username} onDone={() => close(true)} />
    </Modal>
  )
}
