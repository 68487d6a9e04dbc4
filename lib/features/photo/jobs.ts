import { SYSTEM } from '@/lib/core/actor'
import { DAY_MS } from '@/lib/core/clock'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import type { Worker } from '@/lib/server/jobs/jobs'
import { ORPHAN_DAYS } from './rules'

/** Photos removed in one transaction. */
const BATCH = 200

type Removed = { id: string; storageKey: string; thumbnailKey: string }

/**
 * Removes photos that were uploaded and then used in no filing and no change. Rows first, objects after the commit: a failure in
 * between leaves objects that nobody names. A photo that a filing takes up at this very moment is kept: the foreign key
 * refuses its removal, and the batch is tried again the next night.
 * @returns how many were removed
 */
export async function sweepPhotos(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - ORPHAN_DAYS * DAY_MS)
  let total = 0
  for (;;) {
    const removed = await transact(async (tx) => {
      const unused = { filings: { none: {} }, revisions: { none: {} }, changes: { none: {} } }
      const found: Removed[] = await tx.photo.findMany({
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

async function removeObjects(removed: Removed[]): Promise<void> {
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
