'use client'

import { Sheet } from '@/components/mobile/sheet'
import { PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import styles from './photo-step.module.css'

/** Moves a photo to another slot; a photo already there is swapped. */
export function MoveSheet({
  from,
  slots,
  filled,
  onMove,
  onClose,
}: {
  from: PhotoSlot
  slots: readonly PhotoSlot[]
  filled: ReadonlySet<PhotoSlot>
  onMove: (to: PhotoSlot) => void
  onClose: () => void
}) {
  return (
    <Sheet title={`“${PHOTO_SLOT_LABELS[from]}”移动到…`} onClose={onClose}>
      {(close) => (
        <ul className={styles.places}>
          {slots
            .filter((slot) => slot !== from)
            .map((slot) => (
              <li key={slot}>
                <button
                  type="button"
                  onClick={() => {
                    close()
                    onMove(slot)
                  }}
                >
                  {PHOTO_SLOT_LABELS[slot]}
                  {filled.has(slot) && <span>两张互换</span>}
                </button>
              </li>
            ))}
        </ul>
      )}
    </Sheet>
  )
}
