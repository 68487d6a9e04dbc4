/**
 * Process that reads one uploaded sheet; started, bounded and ended by sheet-process.ts. Node runs this file and those that it
 * imports directly, hence their endings.
 */
import { kindOfSheet } from './kind-of-sheet.ts'
import { openSheet } from './read-sheet.ts'
import { type Sheet, SheetRefused, type SheetRow } from './sheet.ts'
import type { SheetAnswer, SheetQuestion } from './sheet-process'
import { bytesSource } from './source.ts'

/** Rows in one answer: the next ones are read only when they are asked for. */
const BATCH = 500

let rows: Sheet['rows'] | null = null

async function answerTo(question: SheetQuestion): Promise<SheetAnswer> {
  try {
    if (question.ask === 'kind') return { kind: await kindOfSheet(bytesSource(Buffer.from(question.bytes))) }
    if (question.ask === 'next') return await nextRows()
    const sheet = await openSheet(bytesSource(Buffer.from(question.bytes)), question.limits)
    rows = sheet.rows
    return { name: sheet.name, rowsAbout: sheet.rowsAbout }
  } catch (error) {
    if (error instanceof SheetRefused) return { refused: error.message }
    throw error
  }
}

async function send(question: SheetQuestion): Promise<void> {
  process.send?.(await answerTo(question))
}

async function nextRows(): Promise<SheetAnswer> {
  const batch: SheetRow[] = []
  while (batch.length < BATCH) {
    const { value, done } = (await rows?.next()) ?? { value: undefined, done: true }
    if (done) return { rows: batch, done: true }
    batch.push(value)
  }
  return { rows: batch, done: false }
}

// An unexpected failure ends the process, and whoever asked hears of that; so does the end of the server end it.
process.on('message', (question: SheetQuestion) => void send(question))
process.once('disconnect', () => process.exit(0))
