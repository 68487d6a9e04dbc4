import { SYSTEM } from '@/lib/core/actor'
import { chinaDay } from '@/lib/core/clock'
import { listAll } from '@/lib/features/setting/queries/lists'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import type { SheetRow } from '@/lib/server/sheet/sheet'
import type { Prisma } from '@/prisma/client'
import { type GoodRow, type RowFault, type RowLists, readRow } from '../rules/read-row'
import type { CatalogueEntry } from '../schema'
import { fingerprintOf } from './entry-row'
import { failImport } from './fail-import'
import { inBatches, readFile } from './read-file'

/** Rows checked between two progress updates. */
const BATCH = 500
const PREVIEW_ROWS = 20
/** Refused rows whose faults are stored; nobody reads more, and all are counted. */
const MAX_ROWS_WITH_FAULTS = 1_000

type Pass = {
  importId: string
  done: number
  good: number
  known: number
  refused: number
  seen: Set<string>
  preview: CatalogueEntry[]
}

/**
 * Checks a file row by row and records what running it would do. Starts over when called again after a crash. Ignores
 * an import in another status.
 * @param importId a row of status CHECKING → CHECKED, or FAILED with a sentence
 */
export async function checkImport(importId: string): Promise<void> {
  const found = await db().catalogueImport.findFirst({ where: { id: importId, status: 'CHECKING' } })
  if (!found) return
  await failImport(importId, 'CHECKING', async () => {
    await begin(importId)
    const { heading, rows } = await readFile(found.storageKey)
    const lists = await rowLists()
    const today = chinaDay(new Date())
    const pass: Pass = { importId, done: 0, good: 0, known: 0, refused: 0, seen: new Set(), preview: [] }
    for await (const batch of inBatches(rows, BATCH)) {
      const judged = batch.map((row) => ({ row, read: readRow(row.cells, heading.columns, lists, today) }))
      if (!(await takeBatch(pass, judged))) return
    }
    await finish(pass, heading.unknown)
  })
}

async function begin(importId: string): Promise<void> {
  await transact(async (tx) => {
    await tx.catalogueImportFault.deleteMany({ where: { importId } })
    const data = { doneRows: 0, goodRows: 0, knownRows: 0, refusedRows: 0 }
    await tx.catalogueImport.updateMany({ where: { id: importId, status: 'CHECKING' }, data })
  })
}

/** The active items only: a disabled one could not be chosen on the form that the entry prefills. */
export async function rowLists(): Promise<RowLists> {
  return listAll(db(), { lists: ['CATEGORY', 'FUEL', 'STAGE'] })
}

type Judged = { row: SheetRow; read: GoodRow | { faults: RowFault[] } }

/** @returns false when this pass no longer owns the import: it was discarded, or another worker took over */
async function takeBatch(pass: Pass, judged: Judged[]): Promise<boolean> {
  const before = pass.done
  const faults: Prisma.CatalogueImportFaultCreateManyInput[] = []
  const good: { fingerprint: string; entry: CatalogueEntry }[] = []
  for (const { row, read } of judged) {
    if ('entry' in read) {
      good.push({ fingerprint: fingerprintOf(read), entry: read.entry })
      continue
    }
    pass.refused += 1
    if (pass.refused > MAX_ROWS_WITH_FAULTS) continue
    const { importId } = pass
    faults.push(...read.faults.map((fault, position) => ({ importId, line: row.line, position, ...fault })))
  }
  await countKnown(pass, good)
  pass.done += judged.length
  return transact(async (tx) => {
    if (faults.length > 0) await tx.catalogueImportFault.createMany({ data: faults })
    return noteProgress(tx, pass, before)
  })
}

async function countKnown(pass: Pass, good: { fingerprint: string; entry: CatalogueEntry }[]): Promise<void> {
  const stored = await db().catalogueEntry.findMany({
    where: { fingerprint: { in: good.map(({ fingerprint }) => fingerprint) } },
    select: { fingerprint: true },
  })
  const known = new Set(stored.map(({ fingerprint }) => fingerprint))
  for (const { fingerprint, entry } of good) {
    if (known.has(fingerprint) || pass.seen.has(fingerprint)) {
      pass.known += 1
      continue
    }
    pass.seen.add(fingerprint)
    pass.good += 1
    if (pass.preview.length < PREVIEW_ROWS) pass.preview.push(entry)
  }
}

/** Guarded by the previous count: of two concurrent passes the second stops. */
async function noteProgress(tx: Tx, pass: Pass, before: number): Promise<boolean> {
  const { count } = await tx.catalogueImport.updateMany({
    where: { id: pass.importId, status: 'CHECKING', doneRows: before },
    data: { doneRows: pass.done, goodRows: pass.good, knownRows: pass.known, refusedRows: pass.refused },
  })
  return count === 1
}

async function finish(pass: Pass, unknownColumns: string[]): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.catalogueImport.updateMany({
      where: { id: pass.importId, status: 'CHECKING', doneRows: pass.done },
      data: { status: 'CHECKED', totalRows: pass.done, unknownColumns, preview: pass.preview },
    })
    if (count !== 1) return
    const { good, known, refused } = pass
    await audit(tx, SYSTEM, {
      action: 'catalogue.check',
      subjectType: 'catalogue-import',
      subjectId: pass.importId,
      details: { rows: pass.done, good, known, refused },
    })
  })
}
