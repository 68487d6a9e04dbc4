import { SYSTEM } from '@/lib/core/actor'
import { DAY_MS } from '@/lib/core/clock'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import type { Worker } from '@/lib/server/jobs/jobs'
import { ORPHAN_DAYS } from './rules/photos'

/** Photos removed in one transaction. */
const BATCH = 200

type UnusedPhoto = { id: string; storageKey: string; thumbnailKey: string }

/**
 * Removes uploaded photos that no filing and no change uses. Rows first, files after the commit: a failure in between leaves
 * only orphaned files. If a filing starts to use a photo at the same moment, the foreign key rejects the batch, which is
 * retried the next night.
 * @returns number of removed photos
 */
export async function sweepPhotos(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - ORPHAN_DAYS * DAY_MS)
  let total = 0
  for (;;) {
    const removed = await transact(async (tx) => {
      const unused = { filings: { none: {} }, revisions: { none: {} }, changes: { none: {} } }
      const found: UnusedPhoto[] = await tx.photo.findMany({
        where: { createdAt: { lt: before }, ...unused },
        select: { id: true, storageKey: true, thumbnailKey: true },
        orderBy: { id: 'asc' },
        take: BATCH,
      })
      if (found.length === 0) return found
      await tx.photo.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } })
      const details = { count: found.length, before: before.toISOString() }
      await audit(tx, SYSTEM, { action: 'photo.sweep', subjectType: 'photo', subjectId: 'unused', details })
      return found
    })
    await removeObjects(removed)
    total += removed.length
    if (removed.length < BATCH) return total
  }
}

async function removeObjects(removed: UnusedPhoto[]): Promise<void> {
  const files = await storage()
  for (const { storageKey, thumbnailKey } of removed) {
    await Promise.all([files.remove(storageKey), files.remove(thumbnailKey)])
  }
}

export const workers: Worker[] = [
  {
    queue: { name: 'photo-sweep', retryLimit: 0 },
    schedule: '20 3 * * *',
    run: async () => {
      await sweepPhotos()
    },
  },
]
