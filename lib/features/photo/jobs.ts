import { SYSTEM } from '@/lib/core/actor'
import { DAY_MS } from '@/lib/core/clock'
import { audit } from '@/lib/server/audit/audit'
import { allowTime } from '@/lib/server/database/allow-time'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import type { Worker } from '@/lib/server/jobs/jobs'
import type { Tick } from '@/lib/server/jobs/ticker'
import { comparePhotos } from './commands/compare-photos'
import { dropLooks } from './commands/keep-look'
import { lookAtPhotos } from './commands/look-at-photos'
import { ORPHAN_DAYS } from './rules/photos'

/** Photos removed in one transaction. */
const BATCH = 200

type UnusedPhoto = { id: string; sha256: string; storageKey: string; thumbnailKey: string }

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
      await allowTime(tx, 'background')
      const none = { none: {} }
      const unused = {
        filings: none,
        revisions: none,
        changes: none,
        statements: none,
        disputes: none,
        succession: null,
      }
      const found: UnusedPhoto[] = await tx.photo.findMany({
        where: { createdAt: { lt: before }, ...unused },
        select: { id: true, sha256: true, storageKey: true, thumbnailKey: true },
        orderBy: { id: 'asc' },
        take: BATCH,
      })
      if (found.length === 0) return found
      await tx.photo.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } })
      await dropLooks(
        tx,
        found.map(({ sha256 }) => sha256),
      )
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

/** Of each tick's time photos take this much at most: the rest is for whoever waits for a page. */
const LOOK_MS = 1000

export const ticks: readonly Tick[] = [
  { name: 'photo.look', everySeconds: 2, run: () => forAWhile(lookAtPhotos) },
  { name: 'photo.compare', everySeconds: 1, run: () => forAWhile(comparePhotos) },
]

async function forAWhile(batch: () => Promise<number>): Promise<void> {
  const end = Date.now() + LOOK_MS
  while ((await batch()) > 0 && Date.now() < end);
}
