import { setImmediate as nextTurn } from 'node:timers/promises'
import type { HistoryLine } from '../queries/read-file'
import type { HistoryFacts } from '../rules/read-content'
import { readHistoryRow } from '../rules/read-row'
import { SeenBodies } from '../rules/seen-bodies'
import type { Remark } from '../schema'
import type { Batch } from './write-batch'

/** Rows judged in one go: while they are, no answer of the database is heard, and it would wait for the next statement. */
const WITHOUT_PAUSE = 50

export type JudgedBatch = { batch: Batch; remarks: Remark[]; warnings: Remark[] }

/** The rows of a file, judged by themselves, in batches of `size`. */
export async function* judgedBatches(
  lines: AsyncIterable<HistoryLine>,
  facts: HistoryFacts,
  size: number,
): AsyncGenerator<JudgedBatch> {
  const seen = new SeenBodies()
  let made = emptyBatch()
  for await (const line of lines) {
    takeLine(made, line, facts, seen)
    if (made.batch.read % WITHOUT_PAUSE === 0) await nextTurn()
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
