import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, type Tx } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { visibleToOwner, visibleToStaff } from '../policy'
import type { PhotoInSlot } from '../schema'

export type PhotoSize = 'full' | 'thumbnail'

/**
 * Serves a photo to those who may see it, to be shown and not stored: photos are personal data, and PCs at bureaus and
 * counters have several users (docs/decisions/0055). A document shows the same photo again without another request.
 * @throws AppError NOT_FOUND for everyone else, as if it did not exist
 */
export async function readPhoto(
  actor: AccountActor | StaffActor,
  id: string,
  size: PhotoSize,
): Promise<Response> {
  const visible = actor.kind === 'STAFF' ? visibleToStaff(actor) : visibleToOwner(actor)
  const photo = await db().photo.findFirst({
    where: { id, AND: visible },
    select: { storageKey: true, thumbnailKey: true },
  })
  if (!photo) throw new AppError('NOT_FOUND')
  const bytes = await (await storage()).get(size === 'full' ? photo.storageKey : photo.thumbnailKey)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/**
 * Checks that these photos were uploaded by the account, or for it at the counter: the guessed id of another account's photo must not work.
 * @throws AppError INVALID with the path of each other photo
 */
export async function requireOwnPhotos(
  reader: Pick<Tx, 'photo'>,
  accountId: string,
  photos: readonly PhotoInSlot[],
): Promise<void> {
  if (photos.length === 0) return
  const own = await reader.photo.findMany({
    where: { accountId, id: { in: photos.map(({ photoId }) => photoId) } },
    select: { id: true },
  })
  const ownIds = new Set(own.map(({ id }) => id))
  const errors = photos
    .filter(({ photoId }) => !ownIds.has(photoId))
    .map(({ slot }) => ({
      path: `photos.${slot}`,
      code: 'PHOTO_NOT_FOUND',
      message: '没有找到这张照片，请重新上传',
    }))
  if (errors.length > 0) throw new AppError('INVALID', { errors })
}
