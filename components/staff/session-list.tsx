'use client'

import { useMutation } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { formatMinute } from '@/components/ui/format-minute'
import { endSessionMutation } from '@/lib/features/staff/api/sessions'
import type { SessionDto } from '@/lib/features/staff/schema/session'
import styles from './session-list.module.css'

type Props = {
  /** null: one's own. */
  staffId: string | null
  sessions: readonly SessionDto[]
}

/** Where somebody is signed in, each with a button that ends it; the session that asks ends by signing out. */
export function SessionList({ staffId, sessions }: Props) {
  return (
    <ul className={styles.list}>
      {sessions.map((session) => (
        <li key={session.id} className={styles.session}>
          <div>
            <div>
              {session.device} {session.current && <Tag color="success">本机</Tag>}
            </div>
            <div className={styles.facts}>
              {session.address} · <span>{formatMinute(session.signedInAt)} 登录</span> ·{' '}
              <span>最近操作 {formatMinute(session.lastSeenAt)}</span>
            </div>
          </div>
          {!session.current && <EndSession staffId={staffId} session={session} />}
        </li>
      ))}
    </ul>
  )
}

function EndSession({ staffId, session }: { staffId: string | null; session: SessionDto }) {
  const { message } = App.useApp()
  const end = useMutation({
    ...endSessionMutation(staffId),
    onError: (error) => void message.error(error.message),
  })
  return (
    <Button
      size="small"
      loading={end.isPending}
      aria-label={`退出 ${session.device}，${session.address}`}
      onClick={() => end.mutate(session.id)}
    >
      退出
    </Button>
  )
}
