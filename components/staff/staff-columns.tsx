import { Tag, Tooltip } from 'antd'
import { CHANGED, waitingText } from '@/components/second-person/pending-act-note'
import { formatMinute } from '@/components/ui/format-minute'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { chinaMinute } from '@/lib/core/clock'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { ROLE_LABELS, type StaffDto } from '@/lib/features/staff/schema/staff'

export const staffColumns: ListColumn<StaffDto>[] = [
  { key: 'username', title: '用户名', width: 140, render: ({ username }) => username },
  { key: 'name', title: '姓名', width: 100, render: ({ name }) => name },
  { key: 'role', title: '角色', width: 100, render: ({ role }) => ROLE_LABELS[role] },
  { key: 'bureau', title: '机构', width: 200, render: ({ bureau }) => bureau.name },
  { key: 'state', title: '状态', grow: true, width: 190, render: (staff) => <StaffState staff={staff} /> },
  {
    key: 'lastSignInAt',
    title: '最近登录',
    width: 142,
    render: ({ lastSignInAt }) => (lastSignInAt ? chinaMinute(new Date(lastSignInAt)) : '从未登录'),
  },
]

function StaffState({ staff }: { staff: StaffDto }) {
  if (staff.enabling?.state === 'WAITING') return <Waiting act={staff.enabling} />
  if (staff.disabledAt)
    return (
      <>
        <Tag>已停用</Tag>
        {staff.enabling && <div>{endText(staff.enabling)}</div>}
      </>
    )
  return (
    <>
      <Tag color="success">使用中</Tag>
      {staff.lockedUntil && (
        <Tooltip
          title={`有人在某个地址或设备上用这个用户名多次登录失败，到 ${chinaMinute(new Date(staff.lockedUntil))} 前在那里暂停尝试；在其他登录过的设备上仍可登录。`}
        >
          <Tag color="warning">有暂停尝试</Tag>
        </Tooltip>
      )}
      {staff.secondFactor && <Tag>二次验证</Tag>}
      {staff.disabling && <Request act={staff.disabling} what="等待另一位安全管理员确认停用" />}
    </>
  )
}

function Waiting({ act }: { act: PendingAct }) {
  return (
    <>
      <Tag>已停用</Tag>
      <Request act={act} what="等待另一位安全管理员确认" />
    </>
  )
}

function Request({ act, what }: { act: PendingAct; what: string }) {
  return (
    <>
      <Tag color="warning">{what}</Tag>
      <div>
        {act.askedBy}（{act.askedByBureau}）{formatMinute(act.askedAt)} 提出。{act.reason}
      </div>
      <div>{act.changed ? CHANGED : waitingText(act)}</div>
    </>
  )
}

/** How a request ended that did not enable the person. */
function endText({ state, decidedBy, endedAt, declineReason, askedBy, reason }: PendingAct): string {
  const asked = `${askedBy}提出的“${reason}”`
  if (state === 'DECLINED')
    return `${decidedBy} ${formatMinute(endedAt)} 不同意${asked}，原因：${declineReason}`
  if (state === 'WITHDRAWN') return `${asked}已于 ${formatMinute(endedAt)} 撤回`
  return `${asked}逾期无人确认，已失效`
}
