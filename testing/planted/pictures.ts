import { db } from '@/lib/server/database/db'
import { readPicture } from '@/lib/server/files/picture'
import { storage } from '@/lib/server/files/storage'
import { sha256 } from '@/lib/server/secrets/secrets'
import { photoRow } from '@/prisma/factories/photo'
import type { PhotoSlot } from '@/prisma/generated/enums'
import { machinePhoto, platePhoto } from '../photos/draw'
import type { Random } from './random'

export type Pictures = Map<PhotoSlot, Buffer>

/**
 * One drawn picture for each slot, all different; a third of the plates are from one place, where only the numbers differ.
 * `nextPlate` is that of the machine after it: a last character is another, and nothing else.
 */
export async function drawPictures(
  slots: readonly PhotoSlot[],
  random: Random,
): Promise<{ pictures: Pictures; nextPlate?: Buffer }> {
  const pictures: Pictures = new Map()
  let nextPlate: Buffer | undefined
  for (const slot of slots) {
    const [seed, still] = [random.int(10_000_000, 2_000_000_000), random.chance(1 / 3)]
    if (slot === 'MACHINE_PLATE') nextPlate = await platePhoto(seed, still, true)
    pictures.set(slot, await (slot.startsWith('BODY') ? machinePhoto(seed) : platePhoto(seed, still)))
  }
  return { pictures, nextPlate }
}

/** Stores a picture as its upload does; it is to be looked at. @returns the photo's id */
export async function storePicture(accountId: string, upload: Buffer): Promise<string> {
  const { jpeg, thumbnail, width, height } = await readPicture(upload)
  const [row, files] = [photoRow(accountId), await storage()]
  await files.put(row.storageKey, jpeg, 'image/jpeg')
  await files.put(row.thumbnailKey, thumbnail, 'image/jpeg')
  const told = { width, height, bytes: jpeg.length, sha256: sha256(upload), lookDueAt: new Date() }
  await db().photo.create({ data: { ...row, ...told } })
  return row.id
}
