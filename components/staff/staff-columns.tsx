import { Tag, Tooltip } from 'antd'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { chinaMinute } from '@/lib/core/clock'
import { ROLE_LABELS, type StaffDto } from '@/lib/features/staff/schema/staff'

export const staffColumns: ListColumn<StaffDto>[] = [
  { key: 'username', title: '用户名', width: 160, render: ({ username }) => username },
  { key: 'name', title: '姓名', width: 110, render: ({ name }) => name },
  { key: 'role', title: '角色', width: 100, render: ({ role }) => ROLE_LABELS[role] },
  { key: 'bureau', title: '机构', render: ({ bureau }) => bureau.name },
  { key: 'state', title: '状态', width: 160, render: (staff) => <StaffState staff={staff} /> },
  {
    key: 'lastSignInAt',
    title: '最近登录',
    width: 142,
    render: ({ lastSignInAt }) => (lastSignInAt ? chinaMinute(new Date(lastSignInAt)) : '从未登录'),
  },
]

function StaffState({ staff }: { staff: StaffDto }) {
  if (staff.disabledAt) return <Tag>已停用</Tag>
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
    </>
  )
}
