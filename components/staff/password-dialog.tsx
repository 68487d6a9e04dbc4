'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Modal, Typography } from 'antd'
import { waitingText } from '@/components/second-person/pending-act-note'
import { formatMinute } from '@/components/ui/format-minute'
import { issueActivationMutation } from '@/lib/features/staff/api/staff'
import type { IssuedPassword } from './issued-password'

/** Shows a generated password, or the activation link that takes its place; neither can be shown again later. */
export function PasswordDialog({
  staff,
  password,
  expiresAt,
  onClose,
}: IssuedPassword & { onClose: () => void }) {
  const { message } = App.useApp()
  const issue = useMutation({
    ...issueActivationMutation,
    onError: (error) => void message.error(error.message),
  })
  const link = issue.data
  // Its time begins when the account works.
  const ends = staff.disabledAt
    ? '账号可以使用以后按规则的小时数有效；'
    : `${formatMinute(expiresAt)} 前有效；`
  const act = staff.enabling?.state === 'WAITING' ? staff.enabling : null
  return (
    <Modal
      open
      title={link ? '请转交激活链接' : '请转交密码'}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          {!link && (act || !staff.disabledAt) && (
            <Button loading={issue.isPending} onClick={() => issue.mutate(staff.id)}>
              改用激活链接
            </Button>
          )}
          <Button type="primary" disabled={issue.isPending} onClick={onClose}>
            已记下
          </Button>
        </>
      }
    >
      <p>
        {staff.name}，用户名 <strong>{staff.username}</strong>，{link ? '激活链接：' : '密码：'}
      </p>
      <Typography.Paragraph
        copyable={{ text: link?.link ?? password }}
        style={{ fontSize: link ? 15 : 22, margin: '12px 0', wordBreak: 'break-all' }}
        code
      >
        {link?.link ?? password}
      </Typography.Paragraph>
      <Alert
        type="warning"
        showIcon
        title={
          link
            ? `链接只显示这一次，只能用一次，${formatMinute(link.expiresAt)} 前有效。请只发给本人，由其打开后设定自己的密码；刚才的密码已失效。`
            : `密码只显示这一次。请当面转交；本人第一次登录时须先换成自己的密码。${ends}没有换的，到期不能登录，须重新重置。不能当面转交的，改用激活链接。`
        }
      />
      {act && (
        <Alert
          type="info"
          showIcon
          style={{ marginTop: 12 }}
          title="等待另一位安全管理员确认，确认以前此人不能登录"
          description={waitingText(act)}
        />
      )}
      {!act && staff.disabledAt && (
        <Alert type="info" showIcon style={{ marginTop: 12 }} title="账号停用中，恢复使用后才能登录" />
      )}
    </Modal>
  )
}
