import { scratchFile } from '@/lib/server/scratch-file'
import { SheetRefused, type SheetRow } from '../sheet'
import { cellsOf } from './row-cells'
import { StringStore } from './string-store'
import { readWorkbook, type Workbook } from './workbook'
import { attributeOf, elementsOf, stringItem } from './xml-text'
import { ZipFile } from './zip-file'

/** Bytes of a row of a register as a sheet writes it: for guessing how many there are. */
const ROW_BYTES = 800

export type XlsxFile = { rows: AsyncGenerator<SheetRow>; rowsAbout: number }

/**
 * The rows of a workbook's first sheet, without empty ones, as many as a sheet has, in memory that does not grow with
 * them: sheet and texts are read as streams, the texts kept in a file meanwhile. For programs; what comes through the
 * web is read by ../read-xlsx.ts, which also bounds what it may unpack to.
 * @throws SheetRefused for what is no readable workbook
 */
export async function openXlsxFile(path: string): Promise<XlsxFile> {
  const zip = await ZipFile.open(path)
  const book = await readWorkbook(zip)
  const rowsAbout = Math.round((zip.sizeOf(book.sheet) ?? 0) / ROW_BYTES)
  return { rows: rowsOf(zip, book), rowsAbout }
}

async function* rowsOf(zip: ZipFile, book: Workbook): AsyncGenerator<SheetRow> {
  const { file, remove } = await scratchFile()
  const strings = new StringStore(file)
  try {
    if (book.sharedStrings !== null) await fillStrings(zip, book.sharedStrings, strings)
    yield* readRows(zip, book, strings)
  } finally {
    strings.close()
    await remove()
  }
}

async function fillStrings(zip: ZipFile, part: string, strings: StringStore): Promise<void> {
  const [pieces, prefix] = await prefixed(zip.textOf(part), 'sst')
  for await (const items of elementsOf(pieces, `${prefix}si`))
    for (const item of items) strings.add(stringItem(item, prefix))
  strings.flush()
}

async function* readRows(zip: ZipFile, book: Workbook, strings: StringStore): AsyncGenerator<SheetRow> {
  const [pieces, prefix] = await prefixed(zip.textOf(book.sheet), 'worksheet')
  const context = { prefix, strings, dates: book.dates, is1904: book.is1904 }
  let line = 0
  for await (const rows of elementsOf(pieces, `${prefix}row`)) {
    for (const row of rows) {
      line = Number(attributeOf(row.slice(0, row.indexOf('>')), 'r') ?? line + 1)
      const cells = cellsOf(row, context)
      if (cells.some((cell) => cell !== null && cell !== '')) yield { line, cells }
    }
  }
}

/** A text that comes piece by piece, and the prefix that it gives its elements: '' or `x:`. */
async function prefixed(
  pieces: AsyncGenerator<string>,
  root: string,
): Promise<[AsyncGenerator<string>, string]> {
  let head = ''
  while (head.length < 4096) {
    const next = await pieces.next()
    if (next.done) break
    head += next.value
  }
  const found = new RegExp(`<((?:\\w+:)?)${root}[\\s>]`).exec(head)
  if (!found) throw new SheetRefused('工作簿无法读取，请在 Excel 或 WPS 中重新另存为 .xlsx')
  const whole = (async function* () {
    yield head
    yield* pieces
  })()
  return [whole, found[1] ?? '']
}
