import { Tag } from 'antd'
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
      {staff.lockedUntil && <Tag color="error">已锁定</Tag>}
      {staff.secondFactor && <Tag>二次验证</Tag>}
    </>
  )
}
