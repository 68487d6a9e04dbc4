'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ApiError } from '@/lib/client/api-error'
import { type SecondFactor, type SignInFields, signIn } from '@/lib/client/staff-sign-in'
import { useCountdown } from './use-countdown'
import { useEarlyTyping } from './use-early-typing'

type Props = {
  /** Set when the same person signs in again: the name cannot be changed. */
  username?: string
  onDone: () => void
}

/** Name and password, then the second factor of who has one: security key or one-time code. Shows how long a lock lasts and when Caps Lock is on. */
export function SignInForm({ username, onDone }: Props) {
  const [form] = Form.useForm<SignInFields>()
  const box = useRef<HTMLDivElement>(null)
  const hydrated = useHydrated()
  const [capsLock, setCapsLock] = useState(false)
  const [factor, setFactor] = useState<SecondFactor | null>(null)
  const [done, setDone] = useState(false)
  const lock = useCountdown()
  /** Whom it is for: at a shared computer the next person signs in meanwhile. Null: for everybody. */
  const [lockedName, setLockedName] = useState<string | null>(null)
  const typedName = Form.useWatch('username', form)

  useEarlyTyping(box, form, username === undefined ? 'username' : 'password')

  const submit = useMutation({
    mutationFn: (fields: SignInFields) =>
      signIn({ ...fields, username: username ?? fields.username }, setFactor),
    // Never cache a password.
    gcTime: 0,
    onSuccess: ({ signedIn }) => {
      setDone(signedIn)
      if (signedIn) onDone()
    },
    onError: (error, fields) => {
      if (error instanceof ApiError && error.retryAfterSeconds) {
        lock.start(error.retryAfterSeconds)
        setLockedName(error.code === 'LOCKED' ? nameOf(username ?? fields.username) : null)
      }
      // Without the key, or with a wrong code, the factor is asked for again; the server has not said that the password is
      // still right.
      const code = error instanceof ApiError ? error.code : null
      const again = code === 'KEY' || (factor !== null && code === 'INVALID_CREDENTIALS')
      form.setFieldsValue(again ? { totp: '' } : { password: '', totp: '' })
      if (!again) setFactor(null)
      if (!again) form.focusField('password')
      else if (factor?.totp) form.focusField('totp')
    },
  })
  const { error } = submit
  const isTheirs = lockedName === null || lockedName === nameOf(username ?? typedName)
  const locked = lock.left > 0 && isTheirs
  const ofAnother = error instanceof ApiError && error.code === 'LOCKED' && !isTheirs
  const failure = error && !ofAnother && failureText(error, factor)
  // Busy until the next page is shown: a second click must do nothing.
  const pending = submit.isPending || done

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
            title={locked ? `尝试次数过多，请在 ${lock.text} 后再试` : failure}
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
        {factor?.key && (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 16 }}
            title={
              submit.isPending
                ? '请插入安全密钥并轻触，或者按浏览器的提示验证'
                : factor.totp
                  ? '没有填写动态口令时，用安全密钥登录'
                  : '点“登录”，再用一次安全密钥'
            }
          />
        )}
        {factor?.totp && (
          <Form.Item
            name="totp"
            label="动态口令"
            extra="手机验证器上显示的 6 位数字，每个只能用一次"
            rules={factor.key ? [] : [{ required: true, message: '请填写动态口令' }]}
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
          disabled={!hydrated || locked}
        >
          登录
        </Button>
      </Form>
    </div>
  )
}

/** As the server reads it. */
const nameOf = (typed: string | undefined): string => (typed ?? '').trim().toLowerCase()

/** The server does not say what was wrong, and no more is said here: of a code only what holds of every code. */
function failureText(error: Error, factor: SecondFactor | null): string {
  if (!(error instanceof ApiError)) return '系统出现问题，请稍后再试'
  const asked = factor?.totp && error.code === 'INVALID_CREDENTIALS'
  return asked ? `${error.message}。动态口令每个只能用一次，请等验证器显示下一个再填` : error.message
}
