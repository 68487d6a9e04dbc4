/** A queue of filings without doubts, each with photos as large as a phone's, made smaller by its upload. */
import sharp from 'sharp'
import { storage } from '@/lib/server/files/storage'
import type { PrismaClient } from '@/prisma/client'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { makeStaff } from '@/prisma/factories/staff'

/** Another than that of whoever is the load beside it: nobody takes this officer's filings. */
const DISTRICT = '110102'
const MINUTE = 60_000

/** @returns the officer whose queue it is */
export async function makeDeskWorld(db: PrismaClient, count: number): Promise<{ id: string }> {
  const officer = await makeStaff(db, 'REVIEWER', DISTRICT)
  const { id: filerId } = await makeAccount(db)
  await makeSeries(db, DISTRICT)
  const [photo, thumbnail] = await Promise.all([pictureOf(1600, 1200), pictureOf(320, 240)])
  const files = await storage()
  const began = Date.now() - count * MINUTE
  for (let n = 0; n < count; n += 1) {
    // No published code: this catalogue is empty, and one that it does not know would be a doubt.
    const content = { codes: { machineEnvCode: undefined } }
    const { photoIds } = await makeFiling(db, 'SUBMITTED', {
      districtCode: DISTRICT,
      filerId,
      content,
      submittedAt: new Date(began + n * MINUTE),
    })
    const photos = await db.photo.findMany({ where: { id: { in: photoIds } } })
    for (const { storageKey, thumbnailKey } of photos) {
      await files.put(storageKey, photo, 'image/jpeg')
      await files.put(thumbnailKey, thumbnail, 'image/jpeg')
    }
  }
  return officer
}

/** Grain makes it as large as a photo (about 1 MB at 1600 × 1200). */
function pictureOf(width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  return sharp({ create: { width, height, channels: 3, background: '#5b7a99', noise } })
    .jpeg({ quality: 80 })
    .toBuffer()
}
