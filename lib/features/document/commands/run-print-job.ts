import { randomUUID } from 'node:crypto'
import { roleMay } from '@/lib/core/access'
import { AppError } from '@/lib/core/app-error'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { findStaffOfJob } from '@/lib/server/session/staff-session'
import { jobDocuments } from '../queries/print-jobs'
import { makeTogether } from './make-together'

const UNEXPECTED = '系统出现问题，没有生成完，请重新打印'

/**
 * Makes the papers of a print job. Nothing counts as printed yet: the copies are recorded when the officer opens the file.
 * Starts over when called again after a crash; ignores a finished job.
 */
export async function runPrintJob(id: string): Promise<void> {
  const where = { id, status: { in: ['WAITING', 'RUNNING'] as ('WAITING' | 'RUNNING')[] } }
  const { count } = await db().printJob.updateMany({ where, data: { status: 'RUNNING', done: 0 } })
  if (count !== 1) return
  try {
    await carryOut(id)
  } catch (error) {
    if (!(error instanceof AppError))
      log().error({ printJobId: id, error: errorFacts(error) }, 'print failed')
    const failure = error instanceof AppError ? error.message : UNEXPECTED
    await db().printJob.updateMany({ where, data: { status: 'FAILED', failure, finishedAt: new Date() } })
  }
}

async function carryOut(id: string): Promise<void> {
  const row = await db().printJob.findUniqueOrThrow({ where: { id } })
  const actor = await findStaffOfJob(row.staffId)
  if (!actor || !roleMay(actor.role, 'document.print'))
    throw new AppError('FORBIDDEN', { detail: '账号已停用或者角色已变动，没有打印' })
  const papers = { filingIds: row.filingIds, documents: jobDocuments(row) }
  const { pdf, parts } = await makeTogether(actor, papers, (done) =>
    db().printJob.updateMany({ where: { id, status: 'RUNNING' }, data: { done } }),
  )
  const storageKey = `prints/${randomUUID()}.pdf`
  const files = await storage()
  await files.put(storageKey, pdf, 'application/pdf')
  const end = { status: 'DONE' as const, storageKey, bytes: pdf.length, finishedAt: new Date(), parts }
  // Of two workers one finishes it.
  const { count } = await db().printJob.updateMany({ where: { id, status: 'RUNNING' }, data: end })
  if (count !== 1) await files.remove(storageKey)
}
