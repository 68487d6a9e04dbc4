import { z } from 'zod'
import { db, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { storage } from '@/lib/server/files/storage'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { keepLook, keepUnreadable } from './keep-look'

/** Photos taken at once: a server that ends meanwhile leaves no more than these for later. */
const BATCH = 8
/** After so many tries, the last four hours after the first, a file counts as unreadable. */
const TRIES = 5

const duePhoto = z.object({
  id: z.uuid(),
  sha256: z.string(),
  storageKey: z.string(),
  thumbnailKey: z.string(),
  lookTries: z.int(),
  seen: z.boolean(),
  createdAt: z.date(),
})
type DuePhoto = z.output<typeof duePhoto>

/**
 * Looks at stored photos that nobody has looked at: those from before there were looks, and uploads to a server of the
 * release before. Each is taken for some minutes, so that several servers share the work and one that ends loses nothing.
 * A file that cannot be read is tried again, each time later, then recorded as unreadable. The newest first, as when they are
 * compared. Derived data: no audit row.
 * @returns number of photos taken
 */
export async function lookAtPhotos(): Promise<number> {
  const taken = await rowsOf(db(), duePhoto)`
    UPDATE photo p SET "lookTries" = p."lookTries" + 1,
      "lookDueAt" = now() + interval '1 minute' * power(4, p."lookTries")
    FROM (SELECT id FROM photo WHERE "lookDueAt" <= now() ORDER BY "lookDueAt" DESC LIMIT ${BATCH}
      FOR NO KEY UPDATE SKIP LOCKED) due
    WHERE p.id = due.id
    RETURNING p.id, p.sha256::text AS sha256, p."storageKey", p."thumbnailKey", p."lookTries"::int AS "lookTries",
      EXISTS (SELECT FROM photo_look l WHERE l.sha256 = p.sha256 AND NOT l.unreadable) AS seen, p."createdAt"`
  for (const photo of taken) await lookAtPhoto(photo)
  return taken.length
}

async function lookAtPhoto({
  id,
  sha256,
  storageKey,
  thumbnailKey,
  lookTries,
  seen,
  createdAt,
}: DuePhoto): Promise<void> {
  const look = seen ? null : await readLook(id, storageKey, thumbnailKey)
  if (look === 'UNREADABLE' && lookTries < TRIES) return
  await transact(async (tx) => {
    if (look === 'UNREADABLE') await keepUnreadable(tx, sha256)
    else if (look) await keepLook(tx, sha256, look, createdAt)
    await tx.photo.updateMany({ where: { id }, data: { lookDueAt: null } })
  })
}

async function readLook(id: string, storageKey: string, thumbnailKey: string) {
  try {
    const files = await storage()
    const { lookAt } = await import('@/lib/server/files/picture-look')
    return await lookAt(await files.get(storageKey), await files.get(thumbnailKey))
  } catch (error) {
    log().warn({ photoId: id, error: errorFacts(error) }, 'photo could not be read')
    return 'UNREADABLE'
  }
}
