import { basename } from 'node:path'
import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit'
import { db, transact } from '@/lib/server/db'
import { hashPassword } from '@/lib/server/password'
import { randomToken } from '@/lib/server/secrets'
import { historyFacts } from '../queries/facts'
import { type HistoryLine, openHistoryFile } from '../queries/read-file'
import { type HistoryFacts, readHistoryRow } from '../rules/read-row'
import { SeenBodies } from '../rules/seen-bodies'
import type { LoadSummary, Remark } from '../schema'
import { type Batch, type Written, writeBatch } from './write-batch'

/** Rows of one transaction: large enough for set-based SQL, small enough to stay within its time. */
const BATCH = 2_000
/** Batches after which the figures' differences are folded, so that they never pile up. */
const FOLD_EVERY = 50

export type LoadWatcher = {
  /** Every row that was refused, each fault of it. */
  refused(remarks: readonly Remark[]): Promise<void>
  /** What was left out or looks wrong in rows that were taken in. */
  warned(remarks: readonly Remark[]): Promise<void>
  progress(soFar: LoadSummary): void
  unknownColumns(names: readonly string[]): void
}

/**
 * Loads a file of registrations that an older system made. Batch by batch, each in a transaction of its own: killed at
 * any moment and run again, it passes over what is there and goes on. Rows that are refused are told to `watcher`.
 * @throws SheetRefused for a file that cannot be read as a whole
 */
export async function loadHistory(
  path: string,
  watcher: LoadWatcher,
  batchSize = BATCH,
): Promise<LoadSummary> {
  const file = await openHistoryFile(path)
  const facts = await historyFacts()
  // Of a password that is forgotten at once: it takes as long to refuse as any other.
  const passwordHash = await hashPassword(randomToken(32))
  const loadId = await beginLoad(basename(path), file.sha256)
  const total: LoadSummary = { loadId, read: 0, added: 0, known: 0, refused: 0, warned: 0 }
  watcher.unknownColumns(file.unknown)
  // While the database writes one batch, the next is read and judged.
  let writing: Promise<void> = Promise.resolve()
  let batches = 0
  for await (const { batch, remarks, warnings } of judgedBatches(file.rows, facts, batchSize)) {
    await writing
    await watcher.refused(remarks)
    writing = writeBatch(loadId, batch, passwordHash).then(async (written) => {
      await tell(watcher, written, warnings)
      count(total, batch, written, warnings.length)
      watcher.progress({ ...total })
      batches += 1
      if (batches % FOLD_EVERY === 0) await foldFigures()
    })
    // Its failure is met at the next await; until then it must not count as unhandled.
    writing.catch(() => undefined)
  }
  await writing
  await foldFigures()
  await finishLoad(total)
  return total
}

type JudgedBatch = { batch: Batch; remarks: Remark[]; warnings: Remark[] }

async function* judgedBatches(
  lines: AsyncIterable<HistoryLine>,
  facts: HistoryFacts,
  size: number,
): AsyncGenerator<JudgedBatch> {
  const seen = new SeenBodies()
  let made = emptyBatch()
  for await (const line of lines) {
    takeLine(made, line, facts, seen)
    if (made.batch.read < size) continue
    yield made
    made = emptyBatch()
  }
  if (made.batch.read > 0) yield made
}

type OpenBatch = JudgedBatch & { batch: { rows: NonNullable<ReturnType<typeof readHistoryRow>['row']>[] } }

function emptyBatch(): OpenBatch {
  return { batch: { rows: [], read: 0, refused: 0 }, remarks: [], warnings: [] }
}

function takeLine(made: OpenBatch, source: HistoryLine, facts: HistoryFacts, seen: SeenBodies): void {
  const { batch, remarks, warnings } = made
  batch.read += 1
  if ('fault' in source) {
    batch.refused += 1
    remarks.push({ line: source.line, column: '', value: '', message: source.fault })
    return
  }
  const judged = readHistoryRow(source.line, source.values, facts)
  const { row } = judged
  const first = row && seen.firstLine(row.body, row.line)
  if (row && first === null) {
    batch.rows.push(row)
    warnings.push(...judged.warnings)
    return
  }
  batch.refused += 1
  remarks.push(...judged.remarks)
  if (row) {
    const message = `与第 ${first} 行的号码主体相同`
    remarks.push({ line: row.line, column: '环保登记号码', value: row.number, message })
  }
}

async function tell(watcher: LoadWatcher, written: Written, warnings: readonly Remark[]): Promise<void> {
  await watcher.refused(written.refusals)
  await watcher.warned([...warnings, ...written.warnings])
}

function count(total: LoadSummary, batch: Batch, written: Written, warnings: number): void {
  total.read += batch.read
  total.added += written.added
  total.known += written.known
  total.refused += batch.refused + written.refusals.length
  total.warned += warnings + written.warnings.length
}

async function beginLoad(fileName: string, sha256: string): Promise<string> {
  return transact(async (tx) => {
    const { id } = await tx.historyLoad.create({ data: { fileName, sha256 } })
    await audit(tx, SYSTEM, {
      action: 'history.begin',
      subjectType: 'history-load',
      subjectId: id,
      details: { fileName, sha256 },
    })
    return id
  })
}

async function finishLoad({ loadId, read, added, known, refused }: LoadSummary): Promise<void> {
  await transact(async (tx) => {
    await tx.historyLoad.update({ where: { id: loadId }, data: { finishedAt: new Date() } })
    await audit(tx, SYSTEM, {
      action: 'history.finish',
      subjectType: 'history-load',
      subjectId: loadId,
      details: { read, added, known, refused },
    })
  })
}

/** Sums instead of differences; who finds another at it leaves it to him. */
async function foldFigures(): Promise<void> {
  await db().$queryRaw`SELECT fold_figures()::text AS folded`
}
