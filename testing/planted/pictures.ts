import { keepLook } from '@/lib/features/photo/commands/keep-look'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { db } from '@/lib/server/database/db'
import { readPicture } from '@/lib/server/files/picture'
import { storage } from '@/lib/server/files/storage'
import { sha256 } from '@/lib/server/secrets/secrets'
import { machinePhoto, platePhoto } from '../photos/draw'
import type { Random } from './random'

export type Pictures = Map<PhotoSlot, Buffer>

/** One drawn picture for each slot, all different; a third of the plates are from one place, where only the numbers differ. */
export async function drawPictures(slots: readonly PhotoSlot[], random: Random): Promise<Pictures> {
  const pictures: Pictures = new Map()
  for (const slot of slots) {
    const seed = random.int(10_000_000, 2_000_000_000)
    const draw = slot.startsWith('BODY') ? machinePhoto(seed) : platePhoto(seed, random.chance(1 / 3))
    pictures.set(slot, await draw)
  }
  return pictures
}

/** Gives a photo that was only a row its picture, as if it had been uploaded so. */
export async function showPicture(photoId: string | undefined, upload: Buffer): Promise<void> {
  const { jpeg, thumbnail, look, width, height } = await readPicture(upload)
  const hash = sha256(upload)
  const { storageKey, thumbnailKey } = await db().photo.update({
    where: { id: photoId },
    data: { sha256: hash, width, height, bytes: jpeg.length, lookDueAt: look ? null : new Date() },
  })
  const files = await storage()
  await files.put(storageKey, jpeg, 'image/jpeg')
  await files.put(thumbnailKey, thumbnail, 'image/jpeg')
  if (look) await keepLook(db(), hash, look)
}
