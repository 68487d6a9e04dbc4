import { basename } from 'node:path'
import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { historyFacts } from '../queries/facts'
import { openHistoryFile } from '../queries/read-file'
import type { LoadSummary, Remark } from '../schema'
import { judgedBatches } from './judged-batches'
import { LoadConnection } from './load-connection'
import { LoadWriter } from './load-writer'
import type { Batch, Written } from './write-batch'

/** Rows per transaction: large enough for set-based SQL, small enough to block nobody. */
const BATCH = 2_000

export type LoadWatcher = {
  /** Every fault of every refused row. */
  refused(remarks: readonly Remark[]): Promise<void>
  /** What was left out of loaded rows, or looks wrong in them. */
  warned(remarks: readonly Remark[]): Promise<void>
  progress(soFar: LoadSummary): void
  /** A step after the last row. */
  step(name: string): void
  unknownColumns(names: readonly string[]): void
}

export type LoadOptions = {
  batchSize?: number
  /** Nobody else uses the database: its indexes may be set aside during the load (docs/decisions/0016). */
  alone?: boolean
  /** Rows of the file from which that is worthwhile. */
  wholeFrom?: number
}

/**
 * Loads a file of registrations from an older system. It can be killed at any moment and run again: rows already loaded
 * are skipped. Refused rows are reported to `watcher`.
 * @throws SheetRefused for a file that cannot be read as a whole
 */
export async function loadHistory(
  path: string,
  watcher: LoadWatcher,
  { batchSize = BATCH, alone = false, wholeFrom }: LoadOptions = {},
): Promise<LoadSummary> {
  const file = await openHistoryFile(path)
  const facts = await historyFacts()
  const loadId = await beginLoad(basename(path), file.sha256)
  const total: LoadSummary = { loadId, read: 0, added: 0, known: 0, refused: 0, warned: 0 }
  const connection = await LoadConnection.open()
  try {
    const writer = await LoadWriter.open(connection, loadId, alone ? file.rowsAbout : 0, wholeFrom)
    const columnsReported = file.unknown.length
    watcher.unknownColumns(file.unknown.slice())
    // While the database writes one batch, the next is read and judged.
    let writing: Promise<void> = Promise.resolve()
    for await (const { batch, remarks, warnings } of judgedBatches(file.rows, facts, batchSize)) {
      await writing
      await watcher.refused(remarks)
      writing = writer.write(batch).then(async (written) => {
        await report(watcher, written, warnings)
        count(total, batch, written, warnings.length)
        watcher.progress({ ...total })
      })
      // A failure is thrown by the next await; until then it must not count as unhandled.
      writing.catch(() => undefined)
    }
    await writing
    // NDJSON: further unknown columns turn up while the objects are read.
    watcher.unknownColumns(file.unknown.slice(columnsReported))
    await writer.finish((step) => watcher.step(step))
  } finally {
    await connection.close()
  }
  await finishLoad(total)
  return total
}

async function report(watcher: LoadWatcher, written: Written, warnings: readonly Remark[]): Promise<void> {
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
