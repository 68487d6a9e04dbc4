import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { areaOr } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { enqueue, ensureQueue, type JobQueue } from '@/lib/server/jobs/jobs'
import { getPrintJob } from '../queries/print-jobs'
import type { DocumentName, PrintJob } from '../schema'

/** Without a heartbeat for half a minute (its process was killed) a worker loses the job, and another starts it over. */
export const printQueue: JobQueue = {
  name: 'print-together',
  heartbeatSeconds: 30,
  expireInSeconds: 1800,
  retryLimit: 3,
  retryDelay: 2,
}

/**
 * Enqueues the printing of all papers of several machines as one PDF.
 * @throws AppError INVALID when one of them is outside the actor's area, has no number yet or is no longer
 *   valid
 */
export async function startPrintJob(
  actor: StaffActor,
  { filingIds, documents }: { filingIds: readonly string[]; documents: readonly DocumentName[] },
): Promise<PrintJob> {
  await ensureQueue(printQueue)
  return transact(async (tx) => {
    const seen = areaOr(actor.area, { machine: actor.area })
    const printable = await tx.filing.count({
      where: {
        id: { in: [...filingIds] },
        AND: seen,
        machine: { status: 'ACTIVE', pickup: { isNot: null } },
      },
    })
    if (printable !== filingIds.length)
      throw fieldError(
        'filingIds',
        '所选机械中有的不在本辖区、还没有登记号码，或者登记已注销、撤销',
        'NOT_FOUND',
      )
    const { id } = await tx.printJob.create({
      data: { staffId: actor.id, filingIds: [...filingIds], documents: [...new Set(documents)] },
    })
    await audit(tx, actor, {
      action: 'document.print-together',
      subjectType: 'print-job',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: { machines: filingIds.length, documents: [...documents] },
    })
    await enqueue(tx, printQueue, { printJobId: id })
    return getPrintJob(actor, id, tx)
  })
}
