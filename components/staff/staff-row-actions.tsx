'use client'

import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { ActButtons } from '@/components/second-person/pending-act-note'
import { useActor } from '@/components/shell/actor-context'
import { useConfirm } from '@/components/ui/use-confirm'
import {
  disableStaffMutation,
  enableStaffMutation,
  resetPasswordMutation,
  unlockStaffMutation,
} from '@/lib/features/staff/api/staff'
import type { StaffDto } from '@/lib/features/staff/schema/staff'
import { AbsenceDialog } from './absence-dialog'
import type { IssuedPassword } from './issued-password'
import { StaffSessionsDialog } from './staff-sessions-dialog'

type Props = {
  staff: StaffDto
  onEdit: () => void
  onPasswordIssued: (issued: IssuedPassword) => void
}

/** Before an act that the rule has a second person confirm. */
export const UNTIL_CONFIRMED = '账号随即停用，由另一位安全管理员确认后恢复使用。'

/** Before a security administrator is disabled. */
const ONE_OF_THREE =
  '停用安全管理员须另一位安全管理员确认，确认之前仍可使用；没有别人能确认时立即停用，并记入操作记录。'

/** Disabling and password reset are not offered for one's own account: the server refuses them. */
export function StaffRowActions({ staff, onEdit, onPasswordIssued }: Props) {
  const actor = useActor()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const who = `${staff.name}（${staff.username}）`
  const own = staff.id === actor.id
  const secondPerson = staff.secondPerson && staff.role === 'SECURITY_ADMINISTRATOR'
  const [absence, setAbsence] = useState(false)
  const [sessions, setSessions] = useState(false)

  const onError = (error: Error) => void message.error(error.message)
  const disable = useMutation(disableStaffMutation)
  const reset = useMutation(resetPasswordMutation)
  const enable = useMutation({ ...enableStaffMutation, onError })
  const unlock = useMutation({ ...unlockStaffMutation, onError })

  const askToDisable = () =>
    confirm({
      title: `停用${who}？`,
      content: `停用后立即退出登录，不能再使用系统。以往的办理记录保留，可以随时恢复。${secondPerson ? ONE_OF_THREE : ''}`,
      okText: '停用',
      action: async () => {
        const after = await disable.mutateAsync(staff.id)
        message.success(after.disabledAt ? `已停用${who}` : `已提出停用${who}，等待另一位安全管理员确认`)
      },
    })
  const askToReset = () =>
    confirm({
      title: `重置${who}的密码？`,
      content: `生成新的密码，原密码、动态口令和安全密钥失效，其所有登录立即结束。${staff.secondPerson && !staff.disabledAt ? UNTIL_CONFIRMED : ''}`,
      okText: '重置密码',
      action: () => reset.mutateAsync(staff.id).then(onPasswordIssued),
    })
  // The row may have been replaced by then, so the message must not depend on it.
  const run = (mutation: typeof enable, done: (after: StaffDto) => string) =>
    mutation.mutateAsync(staff.id).then(
      (after) => void message.success(done(after)),
      () => undefined,
    )
  const enabled = ({ disabledAt }: StaffDto) =>
    disabledAt ? `已提出恢复${who}，等待另一位安全管理员确认` : `已恢复${who}`

  const waiting = staff.enabling?.state === 'WAITING' ? staff.enabling : null
  // What another asked for is confirmed or declined, not changed.
  const { disabling } = staff
  if (disabling && !disabling.own) return <ActButtons act={disabling} small />
  if (waiting && !waiting.own) return <ActButtons act={waiting} small />
  if (staff.disabledAt) {
    return (
      <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 4 }}>
        {waiting ? (
          <ActButtons act={waiting} small />
        ) : (
          <Button
            size="small"
            loading={enable.isPending}
            aria-label={`恢复使用：${who}`}
            onClick={() => void run(enable, enabled)}
          >
            恢复使用
          </Button>
        )}
        <Button size="small" aria-label={`编辑${who}`} onClick={onEdit}>
          编辑
        </Button>
        <Button size="small" aria-label={`重置密码：${who}`} onClick={askToReset}>
          重置密码
        </Button>
      </span>
    )
  }
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 4 }}>
      <Button size="small" aria-label={`编辑${who}`} onClick={onEdit}>
        编辑
      </Button>
      {!own && (
        <Button size="small" aria-label={`重置密码：${who}`} onClick={askToReset}>
          重置密码
        </Button>
      )}
      {staff.role === 'REVIEWER' && (
        <Button size="small" aria-label={`${who}的离岗、请假`} onClick={() => setAbsence(true)}>
          离岗
        </Button>
      )}
      <Button size="small" aria-label={`${who}的登录`} onClick={() => setSessions(true)}>
        登录
      </Button>
      {sessions && <StaffSessionsDialog staffId={staff.id} who={who} onClose={() => setSessions(false)} />}
      {absence && <AbsenceDialog who={staff.id} name={staff.name} onClose={() => setAbsence(false)} />}
      {staff.lockedUntil && (
        <Button
          size="small"
          loading={unlock.isPending}
          onClick={() => void run(unlock, () => `已解除${who}的锁定`)}
        >
          解锁
        </Button>
      )}
      {disabling && <ActButtons act={disabling} small />}
      {!own && !disabling && (
        <Button size="small" danger aria-label={`停用${who}`} onClick={askToDisable}>
          停用
        </Button>
      )}
    </span>
  )
}
