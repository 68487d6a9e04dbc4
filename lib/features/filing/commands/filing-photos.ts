import { PHOTO_SLOT_CODES, type PhotoInSlot, type PhotoSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import type { FilingInput } from '../schema/owner'

/** Stored photos merged with a client's changes by slot, in slot order; null clears a slot. */
export function mergePhotos(
  stored: readonly PhotoInSlot[],
  input: NonNullable<FilingInput['photos']>,
): PhotoInSlot[] {
  const bySlot = new Map<PhotoSlot, string | null>()
  for (const { slot, photoId } of [...stored, ...input]) bySlot.set(slot, photoId)
  return PHOTO_SLOT_CODES.flatMap((slot) => {
    const photoId = bySlot.get(slot)
    return photoId ? [{ slot, photoId }] : []
  })
}

/** The slots that were filled, replaced or cleared. */
export function slotsToStore(before: readonly PhotoInSlot[], after: readonly PhotoInSlot[]): PhotoSlot[] {
  const idIn = (photos: readonly PhotoInSlot[], slot: PhotoSlot) =>
    photos.find((photo) => photo.slot === slot)?.photoId
  return PHOTO_SLOT_CODES.filter((slot) => idIn(before, slot) !== idIn(after, slot))
}

/** Rewrites the given slots; the caller must hold the lock on the filing's row. */
export async function storePhotos(
  tx: Tx,
  filingId: string,
  slots: PhotoSlot[],
  after: readonly PhotoInSlot[],
): Promise<void> {
  if (slots.length === 0) return
  await tx.filingPhoto.deleteMany({ where: { filingId, slot: { in: slots } } })
  const photos = after.filter(({ slot }) => slots.includes(slot))
  await tx.filingPhoto.createMany({ data: photos.map((photo) => ({ filingId, ...photo })) })
}
