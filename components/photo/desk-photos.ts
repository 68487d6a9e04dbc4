import { PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'

/** Photos with the labels of their slots, as a desk shows them. */
export function deskPhotos<P extends { slot: PhotoSlot }>(photos: readonly P[]): (P & { label: string })[] {
  return photos.map((photo) => ({ ...photo, label: PHOTO_SLOT_LABELS[photo.slot] }))
}
