import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { useActor } from '@/components/shell/actor-context'
import { FormDialog } from '@/components/ui/form-dialog'
import { Compared, LastFour } from '@/components/ui/original-fields'
import { ReasonField } from '@/components/ui/reason-field'
import { assignHolderMutation } from '@/lib/features/holder/api'
import { needsDocument } from '@/lib/features/holder/policy'
import type { WaitingHolder } from '@/lib/features/holder/schema'

type Fields = { compared: boolean; idTail?: string; reason: string }

/** 归入账号: holder and account, a confirmation that they were compared, and the reason. */
export function AssignDialog({ row, onClose }: { row: WaitingHolder; onClose: () => void }) {
  const assign = useMutation(assignHolderMutation)
  const { message } = App.useApp()
  const { id, holder, account, machineCount, filingCount, atCounter } = row
  const proved = account.proof.level === 'PROVED'
  const asksDocument = needsDocument(useActor(), { atCounter, proved })
  const what = atCounter
    ? `窗口代办的登记 ${filingCount} 份、机械 ${machineCount} 台`
    : `${machineCount} 台机械`
  async function submit({ reason, idTail }: Fields) {
    await assign.mutateAsync({ id, accountId: account.id, machineCount, reason, idTail })
    message.success(`已把${atCounter ? '' : ' '}${what}归入“${account.name}”`)
  }
  return (
    <FormDialog<Fields>
      title="归入账号"
      okText={atCounter ? '归入该账号' : `归入 ${machineCount} 台`}
      onClose={onClose}
      onSubmit={submit}
    >
      <p style={{ marginBottom: 12 }}>
        {atCounter ? (
          <>
            机主“<strong>{holder.name}</strong>”没有手机时在窗口办理的{what}，归入用同一证件注册的账号“
            <strong>{account.name}</strong>
            ”。机主须持证件原件在场：知道证件号的人都能注册，不能作为凭据。
          </>
        ) : (
          <>
            把旧系统登记在“<strong>{holder.name}</strong>”名下、位于本辖区的 <strong>{machineCount}</strong>{' '}
            台机械，归入注册账号“<strong>{account.name}</strong>”。
          </>
        )}
        {!proved &&
          `该账号尚未核验身份：请机主持证件原件在场，并说出账号的手机号（${account.phoneMasked}）；归入即核验。`}
        此后由该账号查看和办理变更；归入后不能在这里撤回，须由双方办理机主变更。
      </p>
      {asksDocument && <LastFour />}
      <Compared missing="请先核对证件和名称">
        {atCounter
          ? '已核对证件原件，注册账号的就是机主本人（本单位）'
          : row.sameName
            ? '已核对证照原件，注册账号的就是登记的所有者'
            : '已核对证照原件，两个名称属于同一所有者（如单位更名、姓名有误）'}
      </Compared>
      <ReasonField />
    </FormDialog>
  )
}
