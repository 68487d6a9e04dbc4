'use client'

import { App, Button } from 'antd'
import { useActor } from '@/components/shell/actor-context'
import { useConfirm } from '@/components/ui/use-confirm'
import { disableStaff, enableStaff, resetStaffPassword, unlockStaff } from '@/lib/features/staff/api'
import type { StaffDto } from '@/lib/features/staff/schema'
import type { Handed } from './handed'

type Props = {
  staff: StaffDto
  onEdit: () => void
  onHanded: (handed: Handed) => void
  onChanged: () => Promise<void>
}

/** Nobody disables or resets themselves here: the server refuses it, so it is not offered. */
export function StaffRowActions({ staff, onEdit, onHanded, onChanged }: Props) {
  const actor = useActor()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const who = `${staff.name}（${staff.username}）`
  const own = staff.id === actor.id

  const disable = () =>
    confirm({
      title: `停用${who}？`,
      content: '停用后立即退出登录，不能再使用系统。以往的办理记录保留，可以随时恢复。',
      okText: '停用',
      action: () => disableStaff(staff.id).then(onChanged),
    })
  const reset = () =>
    confirm({
      title: `重置${who}的密码？`,
      content: '生成新的密码，原密码和动态口令失效，其所有登录立即结束。',
      okText: '重置密码',
      action: () => resetStaffPassword(staff.id).then((handed) => onChanged().then(() => onHanded(handed))),
    })
  const run = (action: Promise<unknown>, done: string) =>
    action.then(onChanged).then(
      () => void message.success(done),
      (error: Error) => void message.error(error.message),
    )

  if (staff.disabledAt) {
    return (
      <Button size="small" onClick={() => void run(enableStaff(staff.id), `已恢复${who}`)}>
        恢复使用
      </Button>
    )
  }
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      <Button size="small" aria-label={`编辑${who}`} onClick={onEdit}>
        编辑
      </Button>
      {!own && (
        <Button size="small" aria-label={`重置密码：${who}`} onClick={reset}>
          重置密码
        </Button>
      )}
      {staff.lockedUntil && (
        <Button size="small" onClick={() => void run(unlockStaff(staff.id), `已解除${who}的锁定`)}>
          解锁
        </Button>
      )}
      {!own && (
        <Button size="small" danger aria-label={`停用${who}`} onClick={disable}>
          停用
        </Button>
      )}
    </span>
  )
}
