'use client'

import { SlotDrawing } from '@/components/photo/drawing/slot-drawing'
import { PhotoSlotCard } from '@/components/photo/photo-slot'
import { PHOTO_SLOT_LABELS, PHOTO_SLOTS, type PhotoSlot } from '@/lib/features/photo/schema'
import { type ChangePhotos, shownPhoto } from './use-change-photos'
import type { ChangeRequest } from './use-change-request'

type Props = {
  slot: PhotoSlot
  photos: ChangePhotos
  form: ChangeRequest
  required?: boolean
  label?: string
  hint?: string
  /** Path under which the server reports a fault of this photo. */
  path?: string
}

export function ChangePhoto({ slot, photos, form, required, label, hint, path = `photos.${slot}` }: Props) {
  const photo = photos.picked[slot]
  return (
    <PhotoSlotCard
      slot={slot}
      label={label ?? PHOTO_SLOT_LABELS[slot]}
      hint={hint ?? PHOTO_SLOTS[slot].hint}
      required={required}
      example={<SlotDrawing slot={slot} />}
      shown={shownPhoto(slot, photo)}
      progress={photo?.progress}
      fault={form.faults[path]}
      onPick={(file) => {
        form.forget(path)
        photos.pick(slot, file)
      }}
      onRemove={() => photos.remove(slot)}
      onRetry={() => photos.retry(slot)}
    />
  )
}
