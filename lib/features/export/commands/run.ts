import { AppError } from '@/lib/core/app-error'
import { inSnapshot } from '@/lib/server/database/snapshot'
import { withScratchFile } from '@/lib/server/files/scratch-file'
import { storage } from '@/lib/server/files/storage'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { exportNames } from '../queries/names'
import { exportedRows, openSearch } from '../queries/rows'
import { openStored } from '../queries/stored'
import { type ExportedRow, exportColumns } from '../rules/columns'
import {
  type Attempt,
  beginAttempt,
  failAttempt,
  finishAttempt,
  makerOf,
  noteProgress,
  Overtaken,
} from './attempt'
import { CONTENT_TYPES, writeFile } from './write-file'

const UNEXPECTED = '系统出现问题，没有导出完，请重新导出'
/** Between two progress updates, which also detect a cancellation. */
const PROGRESS_MS = 1_000

/**
 * Writes an export's file: read in one snapshot of the database, so that no machine is missing or duplicated, and stored
 * when complete. Starts over when called again after a crash. Ignores a finished export.
 * @param id of a row WAITING or RUNNING → DONE, or FAILED with a sentence
 * @param signal ends the attempt; the row stays RUNNING for the next one, which the queue makes as its rules say
 */
export async function runExport(id: string, signal?: AbortSignal): Promise<void> {
  const attempt = await beginAttempt(id)
  if (!attempt) return
  try {
    await carryOut(attempt, signal)
  } catch (error) {
    // The next attempt removes the file, of which nothing may be there.
    if (signal?.aborted) throw error
    await (await storage()).remove(attempt.storageKey)
    if (error instanceof Overtaken) return
    if (!(error instanceof AppError)) log().error({ exportId: id, error: errorFacts(error) }, 'export failed')
    await failAttempt(attempt, error instanceof AppError ? error.message : UNEXPECTED)
  }
}

function carryOut(attempt: Attempt, signal: AbortSignal | undefined): Promise<void> {
  return withScratchFile(async (file) => {
    const { rows, bytes } = await inSnapshot(async (snapshot) => {
      const actor = await makerOf(attempt)
      const columns = exportColumns(attempt.columns, attempt.personal, await exportNames())
      const totalRows = await openSearch(snapshot, actor, openStored(attempt))
      await noteProgress(attempt, { totalRows })
      const batches = totalRows > 0 ? exportedRows(snapshot, attempt.personal) : nothing()
      const pieces = withProgress(attempt, batches)
      const bytes = await writeFile(file, attempt.id, attempt.format, columns, pieces)
      return { rows: totalRows, bytes }
    }, signal)
    signal?.throwIfAborted()
    await (await storage()).take(attempt.storageKey, file, CONTENT_TYPES[attempt.format])
    await finishAttempt(attempt, rows, bytes)
  })
}

async function* nothing(): AsyncGenerator<ExportedRow[]> {}

/** Passes the batches on and stores the progress. */
async function* withProgress(attempt: Attempt, batches: AsyncIterable<ExportedRow[]>) {
  let doneRows = 0
  let lastUpdate = performance.now()
  for await (const rows of batches) {
    yield rows
    doneRows += rows.length
    if (performance.now() - lastUpdate < PROGRESS_MS) continue
    await noteProgress(attempt, { doneRows })
    lastUpdate = performance.now()
  }
}
