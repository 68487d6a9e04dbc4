import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, type Tx } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { visibleToOwner, visibleToStaff } from './policy'
import type { PhotoInSlot } from './schema'

export type PhotoSize = 'full' | 'thumbnail'

/**
 * The picture, for those who may see it; 304 without it for whoever has it already.
 * @param known the If-None-Match of the request
 * @throws AppError NOT_FOUND for strangers, as if it did not exist
 */
export async function readPhoto(
  actor: AccountActor | StaffActor,
  id: string,
  size: PhotoSize,
  known: string | null,
): Promise<Response> {
  const visible = actor.kind === 'STAFF' ? visibleToStaff(actor) : visibleToOwner(actor)
  const photo = await db().photo.findFirst({
    where: { id, AND: visible },
    select: { storageKey: true, thumbnailKey: true },
  })
  if (!photo) throw new AppError('NOT_FOUND')
  const etag = `"${id}-${size}"`
  const headers = {
    // A photo never changes under its id; whoever may see it keeps it, nobody between does.
    'cache-control': 'private, max-age=31536000, immutable',
    etag,
    'x-content-type-options': 'nosniff',
  }
  if (isKnown(etag, known)) return new Response(null, { status: 304, headers })
  const bytes = await (await storage()).get(size === 'full' ? photo.storageKey : photo.thumbnailKey)
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, 'content-type': 'image/jpeg', 'content-length': String(bytes.length) },
  })
}

/** RFC 9110, 13.1.2: a list of tags, compared weakly (a proxy that compresses marks them W/), or any. */
function isKnown(etag: string, known: string | null): boolean {
  const tags = known?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(etag) || tags.includes('*')
}

/**
 * Filings and changes show only photos that their account uploaded: a guessed id of somebody else's is as good as none.
 * @throws AppError INVALID by path
 */
export async function requireOwnPhotos(
  reader: Pick<Tx, 'photo'>,
  actor: AccountActor,
  photos: readonly PhotoInSlot[],
): Promise<void> {
  if (photos.length === 0) return
  const own = await reader.photo.findMany({
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
