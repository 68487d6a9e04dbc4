'use client'

import { useMutation } from '@tanstack/react-query'
import { App, Button, Card, Form, Input, Tag, Typography } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import {
  disableTotpMutation,
  enableTotpMutation,
  startTotpMutation,
} from '@/lib/features/staff/api/own-account'
import styles from './me.module.css'

/** Enables or disables one-time codes (TOTP) at sign-in. */
export function SecondFactorCard({ enabled, onDone }: { enabled: boolean; onDone?: () => void }) {
  const { message } = App.useApp()
  const [disabling, setDisabling] = useState(false)
  const start = useMutation({ ...startTotpMutation, onError: (error) => void message.error(error.message) })
  const enable = useMutation(enableTotpMutation)
  const disable = useMutation(disableTotpMutation)

  return (
    <Card
      title="二次验证（动态口令）"
      extra={enabled ? <Tag color="success">已启用</Tag> : <Tag>未启用</Tag>}
    >
      <p className={styles.hint}>启用后，登录时除密码外还要填写手机验证器中的 6 位动态口令。</p>
      {enabled ? (
        <div className={styles.buttons}>
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            更换手机
          </Button>
          <Button onClick={() => setDisabling(true)}>停用</Button>
        </div>
      ) : (
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
          启用
        </Button>
      )}
      {start.data && (
        <FormDialog<{ code: string }>
          title={enabled ? '在新手机上启用动态口令' : '启用动态口令'}
          okText="启用"
          onSubmit={async ({ code }) => {
            await enable.mutateAsync({ ticket: start.data?.ticket ?? '', code })
            message.success('动态口令已启用，下次登录时使用')
            onDone?.()
          }}
          onClose={start.reset}
        >
          <p>1. 用手机上的验证器（支持 TOTP 的应用）扫描二维码，或手工输入密钥。</p>
          {/* biome-ignore lint/performance/noImgElement: a data URL of our own, nothing to optimise */}
          <img
            src={start.data.qrCode}
            width={200}
            height={200}
            alt="动态口令二维码"
            className={styles.code}
          />
          <p style={{ textAlign: 'center' }}>
            <Typography.Text copyable code>
              {start.data.secret}
            </Typography.Text>
          </p>
          <Form.Item
            name="code"
            label="2. 填写验证器显示的 6 位口令"
            rules={[{ required: true, message: '请填写动态口令' }]}
          >
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
          </Form.Item>
        </FormDialog>
      )}
      {disabling && (
        <FormDialog<{ password: string }>
          title="停用动态口令"
          okText="停用"
          onSubmit={async (fields) => {
            await disable.mutateAsync(fields)
            message.success('动态口令已停用')
          }}
          onClose={() => setDisabling(false)}
        >
          <Form.Item name="password" label="当前密码" rules={[{ required: true, message: '请填写当前密码' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        </FormDialog>
      )}
    </Card>
  )
}
