import { DAY_MS } from '@/lib/core/clock'
import { isFormula, type SheetColumn, type TextCell } from './cell-text'
import { EXCEL_EPOCH_DAYS } from './sheet'
import { columnLetters, STYLES, sheetHead, sheetTail, textCell, workbookParts } from './xlsx-parts'
import { ZipWriter } from './zip/write-zip'

/** Excel's limit; further rows go to another sheet. */
const ROWS_OF_A_SHEET = 1_048_576

type Rows = readonly (readonly TextCell[])[]

/**
 * Streams a workbook without buffering rows (why not exceljs: docs/decisions/0017). Every text is a text cell, so that
 * nothing is evaluated as a formula and no digit is lost.
 * @param name of the sheet; further sheets are numbered
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

/** One sheet of a small workbook. */
export type BookSheet = { name: string; columns: readonly SheetColumn[]; rows: Rows }

/** A workbook of several different sheets, each in memory, such as a template with its lists. */
export async function bookOf(sheets: readonly BookSheet[]): Promise<Buffer> {
  const zip = new ZipWriter()
  const pieces: Buffer[] = []
  for (const [place, { columns, rows }] of sheets.entries()) {
    const feed = new Feed(only(rows))
    const xml = sheetXml(columns, feed, ROWS_OF_A_SHEET)
    for await (const piece of zip.entry(`xl/worksheets/sheet${place + 1}.xml`, xml)) pieces.push(piece)
  }
  for (const [path, xml] of workbookParts(sheets.map(({ name }) => name)))
    for await (const piece of zip.entry(path, [Buffer.from(xml)])) pieces.push(piece)
  pieces.push(zip.end())
  return Buffer.concat(pieces)
}

async function* only(rows: Rows): AsyncGenerator<Rows> {
  yield rows
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
  // A day in a time column is formatted as a day: its time is unknown, not midnight.
  const style = kind === 'time' && !text.includes(' ') ? STYLES.day : STYLES[kind]
  if (value !== null) return `<c r="${at}" s="${style}"><v>${value}</v></c>`
  return textCell(at, text, isFormula(text) ? STYLES.quoted : STYLES.text)
}

function numberOf(text: string): number | null {
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(text) ? Number(text) : null
}

/** 1 March 1900; Excel's earlier serials are off by one, since it counts 29 February 1900. */
const FIRST_SERIAL = 61

/** `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss` as Excel's serial number; null for an invalid date. */
function serialOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text)) return null
  const time = new Date(text.length > 10 ? `${text.replace(' ', 'T')}Z` : `${text}T00:00:00Z`)
  // Date parsing turns 30 February into a day in March.
  if (time.getUTCDate() !== Number(text.slice(8, 10))) return null
  const days = time.getTime() / DAY_MS + EXCEL_EPOCH_DAYS
  return days >= FIRST_SERIAL ? days : null
}

/** Takes rows from batches, which may be split between sheets. */
class Feed {
  private readonly source: AsyncIterator<Rows>
  private rows: Rows = []

  constructor(batches: AsyncIterable<Rows>) {
    this.source = batches[Symbol.asyncIterator]()
  }

  /** Between one and `most` rows; null at the end. */
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
