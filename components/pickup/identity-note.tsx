import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useMay } from '@/components/shell/actor-context'
import { formatMinute } from '@/components/ui/format-minute'
import { unlockPickup } from '@/lib/features/pickup/api'
import type { Pickup } from '@/lib/features/pickup/schema'

/** Wrongly typed document numbers of a waiting pickup, and who may let the counter continue. */
export function IdentityNote({ pickup, onUnlocked }: { pickup: Pickup; onUnlocked: () => void }) {
  const may = useMay()
  const { message } = App.useApp()
  const unlock = useMutation({
    mutationFn: () => unlockPickup(pickup.id),
    onSuccess: () => {
      void message.success('窗口可以继续核对证件')
      onUnlocked()
    },
    onError: (error) => void message.error(error.message),
  })
  const { wrong, lockedUntil } = pickup.identity
  if (wrong === 0 || pickup.collectedAt) return null
  if (!lockedUntil) return <Alert type="warning" showIcon title={`领取人的证件号今天已填错 ${wrong} 次`} />
  return (
    <Alert
      type="error"
      showIcon
      title={`领取人的证件号已填错 ${wrong} 次，暂停核对至 ${formatMinute(lockedUntil)}`}
      description="请核对证件原件。要继续办理，请管理（监督）人员从“待领取名单”打开本件解除，或到时再试。"
      action={
        may('pickup.unlock') && (
          <Button loading={unlock.isPending} onClick={() => unlock.mutate()}>
            允许继续核对
          </Button>
        )
      }
    />
  )
}
