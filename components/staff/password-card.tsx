'use client'

import { Alert, App, Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { showFaults } from '@/components/ui/form-faults'
import { changePassword } from '@/lib/features/staff/api'
import styles from './me.module.css'

type Fields = { current: string; next: string; again: string }

/** A new password ends every other session; this one goes on. */
export function PasswordCard() {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [pending, setPending] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  async function submit({ current, next }: Fields) {
    setPending(true)
    setFault(null)
    try {
      await changePassword({ current, next })
      form.resetFields()
      message.success('密码已修改，其他设备上的登录已退出')
    } catch (error) {
      setFault(showFaults(form, error))
    } finally {
      setPending(false)
    }
  }

  return (
    <Card title="修改密码">
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void submit(fields)}
      >
        {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: '请填写当前密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新密码"
          extra="8–64 位，包含字母和数字"
          rules={[
            { required: true, message: '请填写新密码' },
            { pattern: /^(?=.*[A-Za-z])(?=.*\d).{8,64}$/, message: '密码应为 8–64 位，包含字母和数字' },
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
        <Button type="primary" htmlType="submit" loading={pending}>
          修改密码
        </Button>
      </Form>
    </Card>
  )
}
