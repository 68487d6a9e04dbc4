import type { Tx } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { enqueue } from '@/lib/server/jobs/jobs'
import { forgetQueue } from './queues'

/**
 * Deletes every table of an account that is closed. Its archives of photos that nobody has looked through yet are removed from
 * storage by a job, once the closing is committed.
 */
export async function forgetBatches(tx: Tx, accountId: string): Promise<void> {
  const waiting = await tx.filingBatchArchive.findMany({
    where: { batch: { accountId }, storageKey: { not: null } },
    select: { storageKey: true },
  })
  await tx.filingBatch.deleteMany({ where: { accountId } })
  const keys = waiting.flatMap(({ storageKey }) => storageKey ?? [])
  if (keys.length > 0) await enqueue(tx, forgetQueue, { keys })
}

/** The job. */
export async function removeArchives(keys: readonly string[]): Promise<void> {
  const files = await storage()
  for (const key of keys) await files.remove(key)
}
