import { PHOTO_SLOT_CODES, type PhotoDto, type PhotoInSlot, type PhotoSlot } from '../schema'

/** URLs of a photo for owners (`v1`) or officers (`console`), root-relative so that they work under any host name. */
export function photoUrls(id: string, side: 'v1' | 'console'): Pick<PhotoDto, 'url' | 'thumbnailUrl'> {
  const url = `/api/${side}/photos/${id}`
  return { url, thumbnailUrl: `${url}/thumbnail` }
}

/** Unused photos are stored this long, because the draft they were taken for may still be saved. */
export const ORPHAN_DAYS = 7

/**
 * The current photos of a machine: those of its filing, replaced slot by slot by later changes. 其他照片 of a change are
 * evidence and stay with the change.
 * @param changes those that took effect, oldest first
 */
export function newestPhotos(
  filed: readonly PhotoInSlot[],
  changes: readonly { photos: readonly PhotoInSlot[] }[],
): PhotoInSlot[] {
  const bySlot = new Map<PhotoSlot, string>(filed.map(({ slot, photoId }) => [slot, photoId]))
  for (const { slot, photoId } of changes.flatMap(({ photos }) => photos)) {
    if (!slot.startsWith('OTHER_')) bySlot.set(slot, photoId)
  }
  return [...bySlot].map(([slot, photoId]) => ({ slot, photoId }))
}

export function inFormOrder<Photo extends { slot: PhotoSlot }>(photos: readonly Photo[]): Photo[] {
  return [...photos].sort((a, b) => PHOTO_SLOT_CODES.indexOf(a.slot) - PHOTO_SLOT_CODES.indexOf(b.slot))
}
