import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { FormDialog } from '@/components/ui/form-dialog'
import { ReasonField } from '@/components/ui/reason-field'
import { ACT_EFFECTS } from '@/lib/features/confirmation/rules'
import { deleteSeriesMutation } from '@/lib/features/registration/api'
import type { Series } from '@/lib/features/registration/schema'

/** 删除号段, of which no number was issued. */
export function DeleteSeriesDialog({ series, onClose }: { series: Series; onClose: () => void }) {
  const remove = useMutation(deleteSeriesMutation)
  const { message } = App.useApp()
  const { id, firstBody, lastBody, lastSerial, divisionName } = series
  return (
    <FormDialog<{ reason: string }>
      title={`删除号段 ${firstBody} 至 ${lastBody}`}
      okText="删除"
      danger
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        const { waiting } = await remove.mutateAsync({ id, lastSerial, reason })
        message.success(waiting ? '已提出删除号段，待第二人确认' : '已删除号段')
      }}
    >
      <p>
        {divisionName}。{ACT_EFFECTS.DELETE_SERIES}
      </p>
      <ReasonField />
    </FormDialog>
  )
}
