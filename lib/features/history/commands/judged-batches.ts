import { setImmediate as nextTurn } from 'node:timers/promises'
import type { HistoryLine } from '../queries/read-file'
import type { HistoryFacts } from '../rules/read-content'
import { readHistoryRow } from '../rules/read-row'
import { SeenBodies } from '../rules/seen-bodies'
import type { Remark } from '../schema'
import type { Batch } from './write-batch'

/** Rows judged without yielding: meanwhile no response of the database is handled, and it waits for the next statement. */
const YIELD_EVERY = 50

export type JudgedBatch = { batch: Batch; remarks: Remark[]; warnings: Remark[] }

/** The rows of a file in batches of `size`, judged without the database. */
export async function* judgedBatches(
  lines: AsyncIterable<HistoryLine>,
  facts: HistoryFacts,
  size: number,
): AsyncGenerator<JudgedBatch> {
  const seen = new SeenBodies()
  let current = emptyBatch()
  for await (const line of lines) {
    takeLine(current, line, facts, seen)
    if (current.batch.read % YIELD_EVERY === 0) await nextTurn()
    if (current.batch.read < size) continue
    yield current
    current = emptyBatch()
  }
  if (current.batch.read > 0) yield current
}

type OpenBatch = JudgedBatch & { batch: { rows: NonNullable<ReturnType<typeof readHistoryRow>['row']>[] } }

function emptyBatch(): OpenBatch {
  return { batch: { rows: [], read: 0, refused: 0 }, remarks: [], warnings: [] }
}

function takeLine(current: OpenBatch, source: HistoryLine, facts: HistoryFacts, seen: SeenBodies): void {
  const { batch, remarks, warnings } = current
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
