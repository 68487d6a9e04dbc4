import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, type Tx } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import type { Prisma } from '@/prisma/client'
import { PRINT_JOB_HOURS, type PrintJob, printJobPart } from '../schema'

/**
 * One's own print job.
 * @throws AppError NOT_FOUND for another's
 */
export async function getPrintJob(
  actor: StaffActor,
  id: string,
  reader: Pick<Tx, 'printJob'> = db(),
): Promise<PrintJob> {
  return toDto(await findOwn(actor, id, reader))
}

/**
 * The PDF of one's own print job.
 * @throws AppError NOT_FOUND for another's, and after a day; STATE_CONFLICT before it is done
 */
export async function printJobFile(
  actor: StaffActor,
  id: string,
): Promise<{ pdf: Buffer; fileName: string }> {
  const row = await findOwn(actor, id, db())
  if (row.status !== 'DONE') throw new AppError('STATE_CONFLICT', { detail: '材料还没有生成完' })
  if (!row.storageKey) {
    const detail = `文件只保留 ${PRINT_JOB_HOURS} 小时，已经删除，请重新打印`
    throw new AppError('NOT_FOUND', { detail })
  }
  const pdf = await (await storage()).get(row.storageKey)
  return { pdf, fileName: `领取材料-${row.filingIds.length}台.pdf` }
}

async function findOwn({ id: staffId }: StaffActor, id: string, reader: Pick<Tx, 'printJob'>) {
  const row = await reader.printJob.findFirst({ where: { id, staffId } })
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

function toDto(row: Prisma.PrintJobGetPayload<object>): PrintJob {
  return {
    id: row.id,
    status: row.status,
    machines: row.filingIds.length,
    done: row.done,
    total: row.filingIds.length * row.documents.length,
    parts: z.array(printJobPart).parse(row.parts),
    failure: row.failure,
  }
}
