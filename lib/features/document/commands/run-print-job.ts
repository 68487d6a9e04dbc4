import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { mergePdfs } from '@/lib/server/pdf/merge'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { findStaffOfJob } from '@/lib/server/session/staff-session'
import { getPaperData, withPictures } from '../queries/paper-data'
import { paperOf } from '../rules/paper'
import { type DocumentName, documentName, type PrintJobPart } from '../schema'
import { type CopyOf, isTaken, nextCopyNumber, recordCopy } from './record-copy'

const UNEXPECTED = '系统出现问题，没有生成完，请重新打印'
/** A copy number may be taken by somebody who prints the same paper at that moment: then all is made again. */
const ATTEMPTS = 3

type Made = { copy: CopyOf; copyNumber: number; pdf: Buffer }

/**
 * Makes the papers of a print job. The copies are recorded together with its end: none counts as printed that the
 * officer cannot open. Starts over when called again after a crash; ignores a finished job.
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
  const documents = z.array(documentName).parse(row.documents)
  for (let attempt = 1; ; attempt++) {
    const made = await makeAll(actor, id, row.filingIds, documents)
    try {
      return await finish(actor, id, made)
    } catch (error) {
      if (attempt >= ATTEMPTS || !isTaken(error)) throw error
    }
  }
}

/** By paper, then by machine: the cards, the strips and the sheets of A4 go to printers of their own. */
async function makeAll(
  actor: StaffActor,
  id: string,
  filingIds: readonly string[],
  documents: readonly DocumentName[],
): Promise<Made[]> {
  const made = new Map<DocumentName, Made[]>(documents.map((document) => [document, []]))
  let done = 0
  for (const filingId of filingIds) {
    const { data: plain, ...machine } = await getPaperData(actor, filingId)
    const data = documents.includes('collection-form') ? await withPictures(filingId, plain) : plain
    for (const document of documents) {
      const copy = { ...machine, registrationNumber: data.registrationNumber, document }
      const copyNumber = await nextCopyNumber(copy)
      const pdf = await renderPaper(paperOf(document, data, copyNumber))
      made.get(document)?.push({ copy, copyNumber, pdf })
      done += 1
    }
    await db().printJob.updateMany({ where: { id, status: 'RUNNING' }, data: { done } })
  }
  return [...made.values()].flat()
}

async function finish(actor: StaffActor, id: string, made: readonly Made[]): Promise<void> {
  const { pdf, pageCounts } = await mergePdfs(made.map((each) => each.pdf))
  const storageKey = `prints/${randomUUID()}.pdf`
  const files = await storage()
  await files.put(storageKey, pdf, 'application/pdf')
  const end = { status: 'DONE' as const, storageKey, bytes: pdf.length, finishedAt: new Date() }
  try {
    await transact(async (tx) => {
      const parts = partsOf(made, pageCounts)
      const { count } = await tx.printJob.updateMany({
        where: { id, status: 'RUNNING' },
        data: { ...end, parts },
      })
      if (count !== 1) throw new AppError('STATE_CONFLICT')
      for (const { copy, copyNumber } of made) await recordCopy(tx, actor, copy, copyNumber)
    })
  } catch (error) {
    await files.remove(storageKey)
    throw error
  }
}

function partsOf(made: readonly Made[], pageCounts: readonly number[]): PrintJobPart[] {
  const parts: PrintJobPart[] = []
  let page = 1
  for (const [index, { copy }] of made.entries()) {
    const to = page + (pageCounts[index] ?? 0) - 1
    const last = parts.at(-1)
    if (last?.document === copy.document) last.to = to
    else parts.push({ document: copy.document, from: page, to })
    page = to + 1
  }
  return parts
}
