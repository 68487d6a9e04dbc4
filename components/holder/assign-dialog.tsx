import { useMutation } from '@tanstack/react-query'
import { App, Checkbox, Form } from 'antd'
import { ReasonField } from '@/components/machine/console/act-dialog'
import { FormDialog } from '@/components/ui/form-dialog'
import { assignHolderMutation } from '@/lib/features/holder/api'
import type { WaitingHolder } from '@/lib/features/holder/schema'

type Fields = { compared: boolean; reason: string }

/** 归入账号: holder and account, a confirmation that they were compared, and the reason. */
export function AssignDialog({ row, onClose }: { row: WaitingHolder; onClose: () => void }) {
  const assign = useMutation(assignHolderMutation)
  const { message } = App.useApp()
  const { id, holder, account, machineCount } = row
  async function submit({ reason }: Fields) {
    await assign.mutateAsync({ id, accountId: account.id, machineCount, reason })
    message.success(`已把 ${machineCount} 台机械归入“${account.name}”`)
  }
  return (
    <FormDialog<Fields>
      title="归入账号"
      okText={`归入 ${machineCount} 台`}
      onClose={onClose}
      onSubmit={submit}
    >
      <p style={{ marginBottom: 12 }}>
        把旧系统登记在“<strong>{holder.name}</strong>”名下、位于本辖区的 <strong>{machineCount}</strong>{' '}
        台机械，归入注册账号“<strong>{account.name}</strong>
        ”。此后由该账号查看和办理变更；归入后不能在这里撤回，须由双方办理机主变更。
      </p>
      <Form.Item
        name="compared"
        valuePropName="checked"
        rules={[
          {
            validator: (_, checked) =>
              checked ? Promise.resolve() : Promise.reject(new Error('请先核对证件和名称')),
          },
        ]}
      >
        <Checkbox>已核对证照原件，两个名称属于同一所有者（如单位更名、姓名有误）</Checkbox>
      </Form.Item>
      <ReasonField />
    </FormDialog>
  )
}
