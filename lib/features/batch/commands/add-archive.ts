import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import { getArchive } from '../queries/archives'
import { getBatch, getBatchIn } from '../queries/batches'
import { type BatchArchive, MAX_WAITING_ARCHIVES } from '../schema'
import { shownName } from './check-table'
import { archiveQueue } from './queues'

const ZIP = Buffer.from('PK', 'latin1')

/**
 * Stores an archive of photos until a job has put them into the drafts of the table; then it is deleted.
 * @throws AppError NOT_FOUND; UNSUPPORTED_MEDIA for another kind of file; STATE_CONFLICT without drafts, or while MAX_WAITING_ARCHIVES wait
 */
export async function addArchive(
  actor: AccountActor,
  batchId: string,
  file: { bytes: Buffer; name: string },
): Promise<BatchArchive> {
  await getBatch(actor, batchId)
  if (!file.bytes.subarray(0, ZIP.length).equals(ZIP))
    throw new AppError('UNSUPPORTED_MEDIA', { detail: '不是 ZIP 压缩包，请把照片压缩成 .zip 后上传' })
  await ensureQueue(archiveQueue)
  const storageKey = `batch/${new Date().toISOString().slice(0, 7).replace('-', '/')}/${randomUUID()}.zip`
  const files = await storage()
  // Before the row, so that no row lacks its file.
  await files.put(storageKey, file.bytes, 'application/zip')
  try {
    return await transact(async (tx) => {
      const { drafted } = await getBatchIn(tx, actor, batchId)
      await tx.$queryRaw`SELECT 1 FROM filing_batch WHERE id = ${batchId}::uuid FOR UPDATE`
      if (drafted === 0)
        throw new AppError('STATE_CONFLICT', { detail: '请先把检查合格的行生成草稿，再上传照片' })
      if (
        (await tx.filingBatchArchive.count({ where: { batchId, status: 'WAITING' } })) >= MAX_WAITING_ARCHIVES
      )
        throw new AppError('STATE_CONFLICT', {
          detail: `还有 ${MAX_WAITING_ARCHIVES} 个压缩包没有处理完，请稍后再传`,
        })
      const fileName = shownName(file.name, '照片.zip')
      const { id } = await tx.filingBatchArchive.create({
        data: { batchId, fileName, storageKey, operatorId: actor.person?.id ?? null },
      })
      const subject = { subjectType: 'filing-batch', subjectId: batchId }
      const details = { fileName, bytes: file.bytes.length }
      await audit(tx, actor, { action: 'batch.add-photos', ...subject, details })
      await enqueue(tx, archiveQueue, { archiveId: id })
      return getArchive(tx, id)
    })
  } catch (error) {
    await files.remove(storageKey)
    throw error
  }
}
