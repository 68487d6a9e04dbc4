import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { clearScratch } from '@/lib/server/files/scratch-file'
import { storage } from '@/lib/server/files/storage'
import { UNDER_WAY } from '../rules/status'
import { RETENTION_HOURS } from '../schema'

/** A temporary file unmodified for this long was left by a killed process. */
const STALE_MS = 3_600_000
const ABANDONED = '多次中断，没有导出完，请重新导出'

/**
 * Removes files older than a day, and files left by failed, cancelled or killed exports. The row's status changes first
 * and keeps the file's key until the file is gone, so that the next run completes an interrupted one.
 * @returns how many files were removed
 */
export async function expireExports(now = new Date()): Promise<number> {
  const dayAgo = new Date(now.getTime() - RETENTION_HOURS * 3_600_000)
  await transact(async (tx) => {
    const expired = await tx.machineExport.updateMany({
      where: { status: 'DONE', expiresAt: { lte: now } },
      data: { status: 'EXPIRED' },
    })
    // Its job has used up its retries.
    const abandoned = await tx.machineExport.updateMany({
      where: { status: { in: [...UNDER_WAY] }, createdAt: { lt: dayAgo } },
      data: { status: 'FAILED', failure: ABANDONED, finishedAt: now },
    })
    if (expired.count + abandoned.count === 0) return
    const details = { expired: expired.count, abandoned: abandoned.count }
    await audit(tx, SYSTEM, { action: 'export.expire', subjectType: 'export', subjectId: 'due', details })
  })
  await clearScratch(new Date(now.getTime() - STALE_MS))
  return removeFiles()
}

async function removeFiles(): Promise<number> {
  const over = await db().machineExport.findMany({
    where: { status: { in: ['EXPIRED', 'FAILED', 'CANCELLED'] }, storageKey: { not: null } },
    select: { id: true, storageKey: true },
  })
  const files = await storage()
  for (const { id, storageKey } of over) {
    if (storageKey) await files.remove(storageKey)
    await db().machineExport.update({ where: { id }, data: { storageKey: null } })
  }
  return over.length
}
