import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { PRINT_JOB_HOURS } from '../schema'

const ABANDONED = '多次中断，没有生成完，请重新打印'

/**
 * Removes the files of print jobs older than a day, and ends jobs that have used up their attempts.
 * @returns how many files were removed
 */
export async function expirePrintJobs(now = new Date()): Promise<number> {
  const old = { createdAt: { lt: new Date(now.getTime() - PRINT_JOB_HOURS * 3_600_000) } }
  await db().printJob.updateMany({
    where: { ...old, status: { in: ['WAITING', 'RUNNING'] } },
    data: { status: 'FAILED', failure: ABANDONED, finishedAt: now },
  })
  const over = await db().printJob.findMany({
    where: { ...old, storageKey: { not: null } },
    select: { id: true, storageKey: true },
  })
  const files = await storage()
  for (const { id, storageKey } of over) {
    if (storageKey) await files.remove(storageKey)
    await db().printJob.update({ where: { id }, data: { storageKey: null } })
  }
  return over.length
}
