'use client'

import { Sheet } from '@/components/mobile/sheet'
import styles from './photo-slot.module.css'

/** Confirms the removal of a photo. */
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
    <Sheet title="删除这张照片？" onClose={onClose}>
      {(close) => (
        <>
          <p>“{label}”将从本次登记中删除。</p>
          <div className={styles.answers}>
            <button type="button" className={styles.button} onClick={close}>
              取消
            </button>
            <button
              type="button"
              className={styles.danger}
              onClick={() => {
                close()
                onRemove()
              }}
            >
              删除
            </button>
          </div>
        </>
      )}
    </Sheet>
  )
}
