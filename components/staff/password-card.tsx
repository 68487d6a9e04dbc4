'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { showFaults } from '@/components/ui/form-faults'
import { NEW_PASSWORD_PATTERN } from '@/lib/core/password'
import { changePasswordMutation } from '@/lib/features/staff/api/own-account'
import styles from './me.module.css'

type Fields = { current: string; next: string; again: string }

/** Changes the password, which ends all other sessions. */
export function PasswordCard({ onDone }: { onDone?: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [fault, setFault] = useState<string | null>(null)
  const change = useMutation({
    ...changePasswordMutation,
    onMutate: () => setFault(null),
    onSuccess: () => {
      form.resetFields()
      message.success('密码已修改，其他设备上的登录已退出')
      onDone?.()
    },
    onError: (error) => setFault(showFaults(form, error)),
  })

  return (
    <Card title="修改密码">
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, next }) => change.mutate({ current, next })}
      >
        {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: '请填写当前密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新密码"
          extra="8–64 位，包含字母和数字；不能是常见密码，不能包含用户名或姓名"
          rules={[
            { required: true, message: '请填写新密码' },
            { pattern: NEW_PASSWORD_PATTERN, message: '密码应为 8–64 位，包含字母和数字' },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再次输入新密码"
          dependencies={['next']}
          rules={[
            { required: true, message: '请再次输入新密码' },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject('两次输入不一致'),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <p className={styles.hint}>修改后，其他设备上的登录立即退出。</p>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          修改密码
        </Button>
      </Form>
    </Card>
  )
}
