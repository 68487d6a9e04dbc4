import { PHOTO_SLOT_CODES, type PhotoDto, type PhotoInSlot, type PhotoSlot } from './schema'

/** Where owners (bearer) and officers (cookie) fetch a photo; root-relative, so that any host name serves. */
export function photoUrls(id: string, side: 'v1' | 'console'): Pick<PhotoDto, 'url' | 'thumbnailUrl'> {
  const url = `/api/${side}/photos/${id}`
  return { url, thumbnailUrl: `${url}/thumbnail` }
}

/** A photo that no filing shows is kept this long: the draft it was taken for may still be saved. */
export const ORPHAN_DAYS = 7

/**
 * The photos of a machine as it is now: those of its filing, replaced slot by slot by those of later changes. Evidence
 * (其他照片) of a change stays with the change.
 * @param changes oldest first, only those that took effect
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

/** Photos in the order of the form. */
export function inFormOrder<Photo extends { slot: PhotoSlot }>(photos: readonly Photo[]): Photo[] {
  return [...photos].sort((a, b) => PHOTO_SLOT_CODES.indexOf(a.slot) - PHOTO_SLOT_CODES.indexOf(b.slot))
}
