'use client'

import { UserOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { useRouter } from 'next/navigation'
import { signOut } from '@/lib/client/staff-sign-in'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import { useActor } from './actor-context'
import styles from './shell.module.css'

/** Name and role of the signed-in officer, with a menu for account and sign-out. */
export function UserMenu() {
  const actor = useActor()
  const router = useRouter()
  const signingOut = useMutation({ mutationFn: signOut, onSettled: () => window.location.assign('/login') })
  const items = [
    { key: 'me', label: '我的账号', onClick: () => router.push('/me') },
    {
      key: 'out',
      label: '退出登录',
      onClick: () => signingOut.mutate(),
    },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button type="button" className={styles.headerButton} aria-haspopup="menu">
        <UserOutlined aria-hidden />
        {actor.name}（{ROLE_LABELS[actor.role]}）
      </button>
    </Dropdown>
  )
}
