'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { showFaults } from '@/components/ui/form-faults'
import { Loading } from '@/components/ui/states'
import { activate, findActivation } from '@/lib/client/staff-activation'
import { NEW_PASSWORD_PATTERN } from '@/lib/core/password'
import styles from './sign-in.module.css'

/** 激活账号: a new officer chooses the own password by the link from the administrator. */
export function ActivationPage() {
  const [token, setToken] = useState<string | null>(null)
  useEffect(() => {
    const given = window.location.hash.slice(1)
    if (given === '') return setToken((known) => known ?? '')
    setToken(given)
    // Whoever looks over the shoulder, or at the history, finds no link.
    window.history.replaceState(null, '', window.location.pathname)
  }, [])
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.title}>非道路移动机械环保登记</h1>
        <p className={styles.subtitle}>激活工作人员账号</p>
        {token === null && <Loading />}
        {token === '' && (
          <Alert type="error" showIcon title="链接不完整。请从收到的链接重新打开，或完整复制到地址栏。" />
        )}
        {token && <Activation token={token} />}
      </div>
    </main>
  )
}

function Activation({ token }: { token: string }) {
  const { data: person, error } = useQuery({
    queryKey: ['activation', token],
    queryFn: () => findActivation(token),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const [done, setDone] = useState(false)
  if (error) return <Alert role="alert" type="error" showIcon title={error.message} />
  if (!person) return <Loading />
  if (done)
    return (
      <>
        <Alert type="success" showIcon title={`密码已设定。用户名 ${person.username}，请用新密码登录。`} />
        <Button type="primary" size="large" block href="/login" style={{ marginTop: 16 }}>
          去登录
        </Button>
      </>
    )
  return (
    <>
      <p>
        {person.name}，您的用户名是 <strong>{person.username}</strong>
        ，登录时使用。请设定只有您自己知道的密码。
      </p>
      <PasswordForm token={token} onDone={() => setDone(true)} />
    </>
  )
}

type Fields = { password: string; again: string }

function PasswordForm({ token, onDone }: { token: string; onDone: () => void }) {
  const [form] = Form.useForm<Fields>()
  const [fault, setFault] = useState<string | null>(null)
  const submit = useMutation({
    mutationFn: ({ password }: Fields) => activate({ token, password }),
    gcTime: 0,
    onMutate: () => setFault(null),
    onSuccess: onDone,
    onError: (error) => setFault(showFaults(form, error)),
  })
  return (
    <Form<Fields>
      form={form}
      method="post"
      layout="vertical"
      requiredMark={false}
      style={{ marginTop: 16 }}
      onFinish={(fields) => submit.mutate(fields)}
    >
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 16 }} />}
      <Form.Item
        name="password"
        label="新密码"
        extra="8–64 位，包含字母和数字；不能是常见密码，不能包含用户名或姓名"
        rules={[
          { required: true, message: '请填写新密码' },
          { pattern: NEW_PASSWORD_PATTERN, message: '密码应为 8–64 位，包含字母和数字' },
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再次输入新密码"
        dependencies={['password']}
        rules={[
          { required: true, message: '请再次输入新密码' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject('两次输入不一致'),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={submit.isPending}>
        设定密码
      </Button>
    </Form>
  )
}
