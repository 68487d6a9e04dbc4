'use client'

import { SlotDrawing } from '@/components/photo/drawing/slot-drawing'
import { PhotoSlotCard } from '@/components/photo/photo-slot'
import { ReadingOffer } from '@/components/photo/reading-offer'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { Draft } from '@/lib/features/draft/api/draft'
import type { ShownPhoto } from '@/lib/features/draft/rules/record'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import { PhotoFrame } from './correction-frames'
import { PhotoButton } from './filing-photos'
import styles from './owner.module.css'

type Props = {
  slot: PhotoSlot
  /** The submitted photo. */
  before: FilingDto['photos'][number] | undefined
  /** Id of the photo now stored in this slot on the server. */
  currentId: string | undefined
  shown: ShownPhoto | undefined
  progress: number | undefined
  required: boolean
  fault: string | undefined
  draft: Draft
  content: FilingContent
  /** The fields that are corrected on this page. */
  openFields: ReadonlySet<string>
  onReading: (reading: Promise<void>) => void
  onTouch: () => void
  /** Called when a field is filled in from the photo, to clear its fault. */
  onFilledIn: (path: string) => void
}

/** The submitted photo and 新照片 side by side. */
export function CorrectionPhoto(props: Props) {
  const { slot, before, currentId, shown, progress, required, fault, draft, onReading, onTouch } = props
  const label = PHOTO_SLOT_LABELS[slot]
  const replaced = shown && !(shown.state === 'stored' && before && currentId === before.photoId)
  return (
    <PhotoFrame slot={slot}>
      <div className={styles.pair}>
        <div>
          {before ? (
            <PhotoButton photo={before} caption="原照片" />
          ) : (
            <p className={styles.none}>原来没有照片</p>
          )}
        </div>
        <PhotoSlotCard
          slot={slot}
          label={`新照片：${label}`}
          required={required && !before}
          example={<SlotDrawing slot={slot} />}
          shown={replaced ? shown : undefined}
          progress={progress}
          fault={fault}
          onPick={(file) => {
            onTouch()
            return draft.addPhoto(slot, file, file.name)
          }}
          onReading={onReading}
          onRemove={() => void draft.removePhoto(slot)}
          onRetry={() => void draft.retryPhoto(slot)}
        />
      </div>
      <ReadingOffer
        slot={slot}
        shown={shown}
        content={props.content}
        open={props.openFields}
        onEnter={(values) => {
          for (const path of Object.keys(values)) props.onFilledIn(path)
          void draft.enter(values)
        }}
      />
    </PhotoFrame>
  )
}
