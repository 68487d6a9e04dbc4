import { type StaffActor, SYSTEM } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import type { Prisma } from '@/prisma/client'
import { getImport } from '../queries/imports'
import { importAllows } from '../rules/imports'
import { readRow } from '../rules/read-row'
import type { CatalogueImport } from '../schema'
import { rowLists } from './check-import'
import { entryRow } from './entry-row'
import { failImport } from './fail-import'
import { runQueue } from './queues'
import { inBatches, readFile } from './read-file'

/** Rows imported per transaction: a crash rolls back only the current batch. */
const BATCH = 500

/**
 * Enqueues the import of a checked file's valid rows; an import that failed half-way resumes where it stopped.
 * @throws AppError NOT_FOUND; STATE_CONFLICT when it is not checked or has no new entries
 */
export async function startImport(actor: StaffActor, id: string): Promise<CatalogueImport> {
  await ensureQueue(runQueue)
  return transact(async (tx) => {
    const found = await getImport(tx, id)
    if (!importAllows('run', found)) {
      const nothing = found.status === 'CHECKED'
      throw new AppError('STATE_CONFLICT', { detail: nothing ? '这个文件里没有可以导入的新条目' : undefined })
    }
    const resumed = found.status === 'FAILED'
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, status: found.status },
      data: { status: 'RUNNING', failure: null, finishedAt: null, ...(resumed ? {} : { doneRows: 0 }) },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT')
    const subject = { subjectType: 'catalogue-import', subjectId: id }
    await audit(tx, actor, { action: 'catalogue.run', ...subject, details: { fileName: found.fileName } })
    await enqueue(tx, runQueue, { importId: id })
    return getImport(tx, id)
  })
}

/**
 * Imports the valid rows batch by batch. Entries and `doneRows` are written in one transaction: after a crash the next
 * call resumes after the last complete batch. Rows already in the catalogue are skipped.
 * @param importId a row of status RUNNING → DONE, or FAILED
 */
export async function runImport(importId: string): Promise<void> {
  const found = await db().catalogueImport.findFirst({ where: { id: importId, status: 'RUNNING' } })
  if (!found) return
  await failImport(importId, 'RUNNING', async () => {
    const { heading, rows } = await readFile(found.storageKey)
    const lists = await rowLists()
    const today = chinaDay(new Date())
    let done = 0
    for await (const batch of inBatches(rows, BATCH)) {
      const before = done
      done += batch.length
      if (done <= found.doneRows) continue
      const entries = batch.flatMap((row) => {
        const read = readRow(row.cells, heading.columns, lists, today)
        return 'entry' in read ? [entryRow(read, found.fileName, importId)] : []
      })
      if (!(await storeBatch(importId, entries, before, done))) return
    }
    await finish(importId)
  })
}

/** @returns false when another worker has taken over this import */
function storeBatch(
  importId: string,
  entries: Prisma.CatalogueEntryCreateManyInput[],
  before: number,
  done: number,
): Promise<boolean> {
  return transact(async (tx) => {
    // The count first: its row lock makes a second worker wait until this batch is committed.
    const { count } = await tx.catalogueImport.updateMany({
      where: { id: importId, status: 'RUNNING', doneRows: before },
      data: { doneRows: done },
    })
    if (count !== 1) return false
    const added = await tx.catalogueEntry.createMany({ data: entries, skipDuplicates: true })
    await tx.catalogueImport.update({
      where: { id: importId },
      data: { addedRows: { increment: added.count } },
    })
    return true
  })
}

async function finish(importId: string): Promise<void> {
  await transact(async (tx) => {
    const { goodRows, knownRows, addedRows } = await tx.catalogueImport.findUniqueOrThrow({
      where: { id: importId },
    })
    const { count } = await tx.catalogueImport.updateMany({
      where: { id: importId, status: 'RUNNING' },
      // Entries added since the check by another import or the national catalogue count as known.
      data: {
        status: 'DONE',
        finishedAt: new Date(),
        knownRows: Math.max(0, goodRows + knownRows - addedRows),
      },
    })
    if (count !== 1) return
    const subject = { subjectType: 'catalogue-import', subjectId: importId }
    await audit(tx, SYSTEM, { action: 'catalogue.import', ...subject, details: { added: addedRows } })
  })
}
