import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { sha256 } from '@/lib/server/secrets/secrets'
import { photoUrls } from '../rules/photos'
import { hintsOf } from '../rules/quality'
import type { PhotoDto } from '../schema'
import { keepLook } from './keep-look'

const JPEG = 'image/jpeg'

/**
 * Stores an uploaded photo: validated by its content, re-encoded without metadata, with a thumbnail. It belongs to the
 * account and is not part of a filing yet.
 * @param upload the file's bytes as sent
 * @throws AppError UNSUPPORTED_MEDIA unless it is a readable JPEG, PNG, WebP, HEIC or AVIF; INVALID for too many pixels;
 *   UNAVAILABLE if too many HEIC files are waiting
 */
export async function addPhoto(actor: AccountActor, upload: Buffer): Promise<PhotoDto> {
  // Loads the image library with the first upload, not at start.
  const { readPicture } = await import('@/lib/server/files/picture')
  const { jpeg, thumbnail, look, ...facts } = await readPicture(upload)
  const base = `${new Date().toISOString().slice(0, 7).replace('-', '/')}/${randomUUID()}`
  const keys = { storageKey: `${base}.jpg`, thumbnailKey: `${base}-320.jpg` }
  const files = await storage()
  // Files before the row, so that a row's files always exist.
  await Promise.all([files.put(keys.storageKey, jpeg, JPEG), files.put(keys.thumbnailKey, thumbnail, JPEG)])
  return transact(async (tx) => {
    const file = { sha256: sha256(upload), bytes: jpeg.length, lookDueAt: null }
    const data = { accountId: actor.id, ...file, ...facts, ...keys }
    const { id, width, height, bytes } = await tx.photo.create({ data })
    await keepLook(tx, file.sha256, look, new Date())
    await audit(tx, actor, { action: 'photo.add', subjectType: 'photo', subjectId: id })
    return { id, width, height, bytes, ...photoUrls(id, 'v1'), hints: hintsOf({ width, height, ...look }) }
  })
}
