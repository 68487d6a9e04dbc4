'use client'

import { Alert, Button, Modal, Typography } from 'antd'
import type { IssuedPassword } from './issued-password'

/** Shows a generated password; it cannot be shown again later. */
export function PasswordDialog({ staff, password, onClose }: IssuedPassword & { onClose: () => void }) {
  return (
    <Modal
      open
      title="请转交密码"
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          已记下
        </Button>
      }
    >
      <p>
        {staff.name}，用户名 <strong>{staff.username}</strong>，密码：
      </p>
      <Typography.Paragraph copyable={{ text: password }} style={{ fontSize: 22, margin: '12px 0' }} code>
        {password}
      </Typography.Paragraph>
      <Alert
        type="warning"
        showIcon
        title="密码只显示这一次。请当面转交；本人第一次登录时须先换成自己的密码。"
      />
    </Modal>
  )
}
