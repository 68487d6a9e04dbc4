import { randomUUID } from 'node:crypto'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { findOwnJob, jobDocuments, jobParts } from '../queries/print-jobs'
import { PRINT_JOB_HOURS } from '../schema'
import { makeTogether } from './make-together'
import { isTaken, recordCopies } from './record-copy'

/** Papers printed alone meanwhile have taken the numbers: then the file is made once more. */
const MAX_ATTEMPTS = 5

/**
 * The PDF of one's own print job. Its first opening records the copies in it, as the opening of a single paper does: a file
 * that nobody has opened counts as nothing printed.
 * @throws AppError NOT_FOUND for another's, and after a day; STATE_CONFLICT before it is done, and when a registration in it
 *   is no longer valid or has another number
 */
export async function openPrintJob(
  actor: StaffActor,
  id: string,
): Promise<{ pdf: Buffer; fileName: string }> {
  for (let attempt = 1; ; attempt++) {
    const job = await openable(actor, id)
    try {
      const storageKey = await recordOpening(actor, id)
      const pdf = await (await storage()).get(storageKey)
      return { pdf, fileName: `领取材料-${job.filingIds.length}台.pdf` }
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isTaken(error)) throw error
    }
    await makeAgain(actor, job)
  }
}

type Openable = Awaited<ReturnType<typeof openable>>

async function openable(actor: StaffActor, id: string) {
  const row = await findOwnJob(actor, id, db())
  if (row.status !== 'DONE') throw new AppError('STATE_CONFLICT', { detail: '材料还没有生成完' })
  const storageKey = keyOf(row)
  const ended = await db().filing.count({
    where: { id: { in: row.filingIds }, machine: { status: { not: 'ACTIVE' } } },
  })
  if (ended > 0)
    throw new AppError('STATE_CONFLICT', {
      detail: `其中 ${ended} 台的登记已注销或撤销，不能打印，请去掉后重新打印`,
    })
  return { ...row, storageKey }
}

function keyOf({ storageKey }: { storageKey: string | null }): string {
  if (storageKey) return storageKey
  const detail = `文件只保留 ${PRINT_JOB_HOURS} 小时，已经删除，请重新打印`
  throw new AppError('NOT_FOUND', { detail })
}

/**
 * Of two openings at once the row lock lets one record the copies.
 * @returns the key of the file with these copies
 */
async function recordOpening(actor: StaffActor, id: string): Promise<string> {
  return transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM print_job WHERE id = ${id}::uuid FOR UPDATE`
    const row = await findOwnJob(actor, id, tx)
    const parts = jobParts(row)
    const unopened = parts.flatMap(({ document, unopened: copies }) =>
      copies.map((copy) => ({ ...copy, document })),
    )
    if (unopened.length > 0) await recordCopies(tx, actor, unopened)
    const opened = parts.map((part) => ({ ...part, unopened: [] }))
    await tx.printJob.update({ where: { id }, data: { parts: opened } })
    return keyOf(row)
  })
}

async function makeAgain(actor: StaffActor, job: Openable): Promise<void> {
  const made = await makeTogether(actor, { filingIds: job.filingIds, documents: jobDocuments(job) })
  const files = await storage()
  const storageKey = `prints/${randomUUID()}.pdf`
  await files.put(storageKey, made.pdf, 'application/pdf')
  const { count } = await db().printJob.updateMany({
    where: { id: job.id, storageKey: job.storageKey },
    data: { storageKey, bytes: made.pdf.length, parts: made.parts },
  })
  await files.remove(count === 1 ? job.storageKey : storageKey)
}
