import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { PHOTO_SLOT_CODES, type PhotoSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import type { FilingInput } from '../schema/owner'

export type PhotoInSlot = { slot: PhotoSlot; photoId: string }

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

/**
 * A filing shows only photos that its filer uploaded: a guessed id of somebody else's is as good as none.
 * @throws AppError INVALID by path
 */
export async function requireOwnPhotos(
  tx: Tx,
  actor: AccountActor,
  photos: readonly PhotoInSlot[],
): Promise<void> {
  if (photos.length === 0) return
  const own = await tx.photo.findMany({
    where: { accountId: actor.id, id: { in: photos.map(({ photoId }) => photoId) } },
    select: { id: true },
  })
  const known = new Set(own.map(({ id }) => id))
  const errors = photos
    .filter(({ photoId }) => !known.has(photoId))
    .map(({ slot }) => ({
      path: `photos.${slot}`,
      code: 'PHOTO_NOT_FOUND',
      message: '没有找到这张照片，请重新上传',
    }))
  if (errors.length > 0) throw new AppError('INVALID', { errors })
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
