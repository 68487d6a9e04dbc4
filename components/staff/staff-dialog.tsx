'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, App, Form, Input, Select } from 'antd'
import { useActor } from '@/components/shell/actor-context'
import { FormDialog } from '@/components/ui/form-dialog'
import { QuerySelect } from '@/components/ui/query-select'
import { STAFF_ROLES, type StaffRole } from '@/lib/core/actor'
import { createStaffMutation, updateStaffMutation } from '@/lib/features/staff/api/staff'
import { ROLE_LABELS, type StaffDto } from '@/lib/features/staff/schema/staff'
import type { IssuedPassword } from './issued-password'
import type { ReadBureaus } from './read-bureaus'
import { UNTIL_CONFIRMED } from './staff-row-actions'

type Fields = { username: string; name: string; role: StaffRole; bureauId: string }
type Props = {
  /** null creates a new one. */
  staff: StaffDto | null
  bureaus: ReadBureaus
  onPasswordIssued: (issued: IssuedPassword) => void
  onClose: () => void
}

const ROLE_HINTS: Record<StaffRole, string> = {
  REVIEWER: '审核登记，发放号码',
  COUNTER: '窗口核对身份，打印、发放',
  SUPERVISOR: '查看本辖区登记、领取和操作记录',
  ADMINISTRATOR: '管理机构、号段、选项、目录和规则',
  SECURITY_ADMINISTRATOR: '管理人员账号、登录和密码',
  AUDIT_ADMINISTRATOR: '查看和校验操作记录',
}

export function StaffDialog({ staff, bureaus, onPasswordIssued, onClose }: Props) {
  const own = useActor().id === staff?.id

  const create = useMutation(createStaffMutation)
  const update = useMutation(updateStaffMutation)
  const { message } = App.useApp()

  async function save({ username, ...fields }: Fields) {
    if (!staff) return onPasswordIssued(await create.mutateAsync({ username, ...fields }))
    const after = await update.mutateAsync({ id: staff.id, ...(own ? { name: fields.name } : fields) })
    if (after.enabling?.state === 'WAITING') message.info('已保存，等待另一位安全管理员确认')
  }

  const selectable = bureaus.data?.data.filter(
    (bureau) => !bureau.disabledAt || bureau.id === staff?.bureau.id,
  )
  return (
    <FormDialog<Fields>
      title={staff ? `编辑人员 ${staff.username}` : '新增人员'}
      okText={staff ? '保存' : '新增并生成密码'}
      initialValues={staff ? { name: staff.name, role: staff.role, bureauId: staff.bureau.id } : {}}
      onSubmit={save}
      onClose={onClose}
    >
      {!staff && (
        <Form.Item
          name="username"
          label="用户名"
          extra="登录时使用，以后不能修改。小写字母开头，可含数字、点、横线。"
          rules={[{ required: true, message: '请填写用户名' }]}
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label="姓名"
        rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
      >
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="role"
        label="角色"
        extra={own ? '自己的角色和机构由其他安全管理员调整。' : undefined}
        rules={[{ required: true, message: '请选择角色' }]}
      >
        <Select
          disabled={own}
          options={STAFF_ROLES.map((role) => ({
            value: role,
            label: `${ROLE_LABELS[role]}：${ROLE_HINTS[role]}`,
          }))}
        />
      </Form.Item>
      {staff?.secondPerson && !own && !staff.disabledAt && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={`修改角色或机构的，${UNTIL_CONFIRMED}`}
        />
      )}
      <Form.Item name="bureauId" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
        <QuerySelect
          query={bureaus}
          placeholder="机构"
          disabled={own}
          showSearch={{ optionFilterProp: 'label' }}
          options={selectable?.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
