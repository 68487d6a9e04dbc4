'use client'

import { Confirm } from '@/components/mobile/confirm'

/** Confirms the removal of a photo; another can be taken. */
export function RemovePhoto({
  label,
  onRemove,
  onClose,
}: {
  label: string
  onRemove: () => void
  onClose: () => void
}) {
  return (
    <Confirm
      title="删除这张照片？"
      act="删除"
      danger
      light
      onAct={async () => undefined}
      onDone={onRemove}
      onClose={onClose}
    >
      “{label}”将从本次登记中删除。
    </Confirm>
  )
}
