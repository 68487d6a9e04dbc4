'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ApiError } from '@/lib/client/api-error'
import { type SignInFields, signIn } from '@/lib/client/staff-sign-in'
import { useCountdown } from './use-countdown'
import { useEarlyTyping } from './use-early-typing'

type Props = {
  /** Set when the same person signs in again: the name cannot be changed. */
  username?: string
  onDone: () => void
}

/** Name and password, then the one-time code of who has one. Shows how long a lock lasts and when Caps Lock is on. */
export function SignInForm({ username, onDone }: Props) {
  const [form] = Form.useForm<SignInFields>()
  const box = useRef<HTMLDivElement>(null)
  const hydrated = useHydrated()
  const [capsLock, setCapsLock] = useState(false)
  const [step, setStep] = useState<'PASSWORD' | 'FACTOR' | 'DONE'>('PASSWORD')
  const lock = useCountdown()

  useEarlyTyping(box, form, username === undefined ? 'username' : 'password')

  const submit = useMutation({
    mutationFn: (fields: SignInFields) => signIn({ ...fields, username: username ?? fields.username }),
    // Never cache a password.
    gcTime: 0,
    onSuccess: ({ signedIn }) => {
      setStep(signedIn ? 'DONE' : 'FACTOR')
      if (signedIn) onDone()
    },
    onError: (error) => {
      if (error instanceof ApiError && error.retryAfterSeconds) lock.start(error.retryAfterSeconds)
      // A wrong code asks for the code again; the server has not said that the password is still right.
      const again = step === 'FACTOR' && error instanceof ApiError && error.code === 'INVALID_CREDENTIALS'
      form.setFieldsValue(again ? { totp: '' } : { password: '', totp: '' })
      if (!again) setStep('PASSWORD')
      form.focusField(again ? 'totp' : 'password')
    },
  })
  const { error } = submit
  const failure = error && (error instanceof ApiError ? error.message : '系统出现问题，请稍后再试')
  // Busy until the next page is shown: a second click must do nothing.
  const pending = submit.isPending || step === 'DONE'

  const watchCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <div ref={box}>
      <Form<SignInFields>
        form={form}
        // Should the browser ever send the form itself: never with the password in the address.
        method="post"
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => submit.mutate(fields)}
      >
        {failure && (
          <Alert
            role="alert"
            type="error"
            showIcon
            style={{ marginBottom: 16 }}
            title={lock.left > 0 ? `尝试次数过多，请在 ${lock.text} 后再试` : failure}
          />
        )}
        {username === undefined && (
          <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} size="large" />
          </Form.Item>
        )}
        <Form.Item
          name="password"
          label="密码"
          rules={[{ required: true, message: '请填写密码' }]}
          extra={capsLock ? '大写锁定已打开' : undefined}
        >
          <Input.Password
            autoComplete="current-password"
            size="large"
            onKeyDown={watchCaps}
            onKeyUp={watchCaps}
          />
        </Form.Item>
        {step === 'FACTOR' && (
          <Form.Item
            name="totp"
            label="动态口令"
            extra="手机验证器上显示的 6 位数字，每个只能用一次"
            rules={[{ required: true, message: '请填写动态口令' }]}
          >
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} size="large" autoFocus />
          </Form.Item>
        )}
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          loading={pending}
          disabled={!hydrated || lock.left > 0}
        >
          登录
        </Button>
      </Form>
    </div>
  )
}
