import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { storage } from '@/lib/server/files/storage'
import { sha256 } from '@/lib/server/secrets/secrets'
import type { Prisma, PrismaClient } from '../client'
import { idAt } from './sequence'

export type PhotoSeed = {
  createdAt?: Date
  takenAt?: Date | null
  latitude?: number | null
  longitude?: number | null
  /** Write the picture itself to the storage: needed only where it is going to be fetched. */
  stored?: boolean
}

let drawn: Promise<Buffer> | undefined

function plainJpeg(): Promise<Buffer> {
  drawn ??= sharp({ create: { width: 640, height: 480, channels: 3, background: '#5b7a99' } })
    .jpeg()
    .toBuffer()
  return drawn
}

/** The keys of a new picture, as an upload gets them. */
export function photoKeys(at: Date): { storageKey: string; thumbnailKey: string } {
  const base = `${at.toISOString().slice(0, 7).replace('-', '/')}/${randomUUID()}`
  return { storageKey: `${base}.jpg`, thumbnailKey: `${base}-320.jpg` }
}

export function photoRow(
  accountId: string,
  seed: PhotoSeed = {},
): Prisma.PhotoCreateManyInput & { id: string } {
  const createdAt = seed.createdAt ?? new Date()
  return {
    id: idAt(createdAt),
    accountId,
    sha256: sha256(randomUUID()),
    width: 640,
    height: 480,
    bytes: 4000,
    takenAt: seed.takenAt ?? null,
    latitude: seed.latitude ?? null,
    longitude: seed.longitude ?? null,
    createdAt,
    // There is no file to look at.
    lookDueAt: null,
    ...photoKeys(createdAt),
  }
}

/** A photo of an account, in no filing yet. */
export async function makePhoto(
  db: PrismaClient,
  accountId: string,
  seed: PhotoSeed = {},
): Promise<{ id: string; storageKey: string; thumbnailKey: string }> {
  const row = photoRow(accountId, seed)
  if (seed.stored) {
    const [files, jpeg] = await Promise.all([storage(), plainJpeg()])
    await Promise.all([row.storageKey, row.thumbnailKey].map((key) => files.put(key, jpeg, 'image/jpeg')))
    row.bytes = jpeg.length
  }
  await db.photo.create({ data: row })
  return { id: row.id, storageKey: row.storageKey, thumbnailKey: row.thumbnailKey }
}
