import { DAY_MS } from '@/lib/core/clock'
import { isFormula, type SheetColumn, type TextCell } from './cell-text'
import { columnLetters, STYLES, sheetHead, sheetTail, textCell, workbookParts } from './xlsx-parts'
import { ZipWriter } from './zip/write-zip'

/** A sheet of Excel ends here; what is more goes on in a further one. */
const ROWS_OF_A_SHEET = 1_048_576

type Rows = readonly (readonly TextCell[])[]

/**
 * A workbook, piece by piece: rows go out as they come in and nothing is kept (why not
 * exceljs: docs/decisions/0017). Every text is a text cell, so that nothing runs as a formula and no digit is lost.
 * @param name of the sheet; further ones are numbered
 */
export async function* xlsxOf(
  name: string,
  columns: readonly SheetColumn[],
  batches: AsyncIterable<Rows>,
  rowsOfASheet = ROWS_OF_A_SHEET,
): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  const feed = new Feed(batches)
  let sheets = 0
  try {
    do {
      sheets += 1
      yield* zip.entry(`xl/worksheets/sheet${sheets}.xml`, sheetXml(columns, feed, rowsOfASheet))
    } while (await feed.hasMore())
  } finally {
    await feed.close()
  }
  const names = Array.from({ length: sheets }, (_, index) => (index === 0 ? name : `${name} ${index + 1}`))
  for (const [path, xml] of workbookParts(names)) yield* zip.entry(path, [Buffer.from(xml)])
  yield zip.end()
}

async function* sheetXml(
  columns: readonly SheetColumn[],
  feed: Feed,
  rowsOfASheet: number,
): AsyncGenerator<Buffer> {
  const letters = columns.map((_, place) => columnLetters(place))
  const heads = columns.map(({ title }, place) => textCell(`${letters[place]}1`, title, STYLES.head))
  yield Buffer.from(`${sheetHead(columns)}<row r="1">${heads.join('')}</row>`)
  let row = 1
  while (row < rowsOfASheet) {
    const rows = await feed.take(rowsOfASheet - row)
    if (!rows) break
    const lines = rows.map((cells) => {
      row += 1
      return rowXml(columns, letters, cells, row)
    })
    yield Buffer.from(lines.join(''))
  }
  yield Buffer.from(sheetTail(`A1:${letters.at(-1) ?? 'A'}${row}`))
}

function rowXml(
  columns: readonly SheetColumn[],
  letters: readonly string[],
  cells: readonly TextCell[],
  row: number,
): string {
  let xml = `<row r="${row}">`
  for (const [place, { kind }] of columns.entries()) {
    const text = cells[place]
    if (text) xml += cellXml(`${letters[place]}${row}`, text, kind)
  }
  return `${xml}</row>`
}

function cellXml(at: string, text: string, kind: SheetColumn['kind']): string {
  const value = kind === 'text' ? null : kind === 'number' ? numberOf(text) : serialOf(text)
  // A day among times stays one: midnight was never told.
  const style = kind === 'time' && !text.includes(' ') ? STYLES.day : STYLES[kind]
  if (value !== null) return `<c r="${at}" s="${style}"><v>${value}</v></c>`
  return textCell(at, text, isFormula(text) ? STYLES.quoted : STYLES.text)
}

function numberOf(text: string): number | null {
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(text) ? Number(text) : null
}

/** Days from 1899-12-30, from which Excel counts, to 1970-01-01. */
const EPOCH = 25_569
/** Before 1 March 1900 Excel counts a day that never was. */
const FIRST = 61

/** `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss` as Excel counts days; null for what is no such day. */
function serialOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text)) return null
  const time = new Date(text.length > 10 ? `${text.replace(' ', 'T')}Z` : `${text}T00:00:00Z`)
  // 30 February is read as a day in March.
  if (time.getUTCDate() !== Number(text.slice(8, 10))) return null
  const days = time.getTime() / DAY_MS + EPOCH
  return days >= FIRST ? days : null
}

/** Rows in bundles, of which a sheet may need a part. */
class Feed {
  private readonly source: AsyncIterator<Rows>
  private rows: Rows = []

  constructor(batches: AsyncIterable<Rows>) {
    this.source = batches[Symbol.asyncIterator]()
  }

  /** At least one row and `most` at most; null at the end. */
  async take(most: number): Promise<Rows | null> {
    if (!(await this.hasMore())) return null
    const taken = this.rows.slice(0, most)
    this.rows = this.rows.slice(most)
    return taken
  }

  async hasMore(): Promise<boolean> {
    while (this.rows.length === 0) {
      const next = await this.source.next()
      if (next.done) return false
      this.rows = next.value
    }
    return true
  }

  async close(): Promise<void> {
    await this.source.return?.()
  }
}
