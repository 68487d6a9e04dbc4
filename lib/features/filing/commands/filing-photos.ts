import { PHOTO_SLOT_CODES, type PhotoInSlot, type PhotoSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import type { FilingInput } from '../schema/owner'

/** The photos with a client's changes laid over them by slot, in the order of the slots; null empties one. */
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

/** The slots that are filled, replaced or emptied. */
export function slotsToStore(before: readonly PhotoInSlot[], after: readonly PhotoInSlot[]): PhotoSlot[] {
  const idIn = (photos: readonly PhotoInSlot[], slot: PhotoSlot) =>
    photos.find((photo) => photo.slot === slot)?.photoId
  return PHOTO_SLOT_CODES.filter((slot) => idIn(before, slot) !== idIn(after, slot))
}

/** Writes what changed; the filing's row must be locked. */
export async function storePhotos(
  tx: Tx,
  filingId: string,
  slots: PhotoSlot[],
  after: readonly PhotoInSlot[],
): Promise<void> {
  if (slots.length === 0) return
  await tx.filingPhoto.deleteMany({ where: { filingId, slot: { in: slots } } })
  const given = after.filter(({ slot }) => slots.includes(slot))
  await tx.filingPhoto.createMany({ data: given.map((photo) => ({ filingId, ...photo })) })
}
