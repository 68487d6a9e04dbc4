import { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { env } from '@/lib/server/env'
import type { Reading } from '@/lib/server/files/plate-reader'
import { storage } from '@/lib/server/files/storage'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { READER_VERSION } from '../schema'

/** After so many tries, the last a quarter of an hour after the first, the photo counts as not legible. */
const TRIES = 3

const duePhoto = z.object({ photoId: z.uuid(), storageKey: z.string(), tries: z.int() })

/** Reads a stored photo (lib/server/files/plate-reader.ts); null: interrupted, to be read again later. */
export type ReadJpeg = (jpeg: Buffer) => Promise<Reading | null>

/**
 * Reads the photo that is due first, those before all that an owner waits for. Taken for some minutes, so that several
 * servers share the work and one that ends loses nothing. Derived data: no audit row.
 * @returns number of photos taken
 */
export async function readDuePhoto(read: ReadJpeg): Promise<number> {
  if (env().PLATE_READER === 'off') return 0
  const [photo] = await rowsOf(db(), duePhoto)`
    UPDATE photo_reading r SET tries = r.tries + 1, "dueAt" = now() + interval '1 minute' * power(4, r.tries)
    FROM (SELECT "photoId" FROM photo_reading WHERE "dueAt" <= now() ORDER BY asked DESC, "dueAt" LIMIT 1
      FOR NO KEY UPDATE SKIP LOCKED) due, photo p
    WHERE r."photoId" = due."photoId" AND p.id = r."photoId"
    RETURNING r."photoId", p."storageKey", r.tries::int AS tries`
  if (!photo) return 0
  const reading = await readFile(photo.storageKey, read)
  if (!reading) return 1
  const { photoId } = photo
  if ('lines' in reading) {
    const data = { version: READER_VERSION, dueAt: null, asked: false, fault: null, readAt: new Date() }
    await db().photoReading.updateMany({ where: { photoId }, data: { ...data, lines: reading.lines } })
    return 1
  }
  log().warn({ photoId, fault: reading.fault }, 'photo was not read')
  // What was read before in another way stands until it is read anew.
  const givenUp = photo.tries >= TRIES ? { dueAt: null } : {}
  await db().photoReading.updateMany({
    where: { photoId },
    data: { fault: reading.fault, asked: false, ...givenUp },
  })
  return 1
}

async function readFile(storageKey: string, read: ReadJpeg): Promise<Reading | null> {
  try {
    return await read(await (await storage()).get(storageKey))
  } catch (error) {
    log().error({ error: errorFacts(error) }, 'reading a photo failed')
    return { fault: 'UNREADABLE' }
  }
}
