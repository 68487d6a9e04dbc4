import { scratchFile } from '../../files/scratch-file.ts'
import { type Sheet, type SheetLimits, SheetRefused, type SheetRow } from '../sheet.ts'
import type { SheetSource } from '../source'
import { ZipReader } from '../zip/read-zip.ts'
import { Merges } from './merges.ts'
import { cellsOf } from './row-cells.ts'
import { StringStore } from './string-store.ts'
import { readWorkbook, type Workbook } from './workbook.ts'
import { attributeOf, elementsOf, stringItem, tagsUnder } from './xml-text.ts'

/** Typical bytes of a row of a register, to estimate the number of rows. */
const ROW_BYTES = 800

/**
 * Reads the first visible sheet of a workbook in constant memory: sheet and shared strings are streamed, the strings
 * through a temporary file.
 * @throws SheetRefused when it is not a readable workbook; also while rows are read
 */
export async function openXlsx(source: SheetSource, limits: SheetLimits): Promise<Sheet> {
  // The sheet is read twice.
  const zip = await ZipReader.open(source, 2 * limits.unpacked)
  const book = await readWorkbook(zip)
  const merges = await mergesOf(zip, book.sheet, limits.unpacked)
  const rowsAbout = Math.round((zip.sizeOf(book.sheet) ?? 0) / ROW_BYTES)
  return { rows: rowsOf(zip, book, merges, limits), rowsAbout, name: book.name }
}

/** Merged cells are listed after the rows, so the sheet is scanned once before it is read. */
async function mergesOf(zip: ZipReader, sheet: string, most: number): Promise<Merges> {
  const merges = new Merges()
  const mark = Buffer.from('mergeCell')
  let rest = Buffer.alloc(0)
  for await (const piece of zip.bytesOf(sheet, most)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    let done = 0
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
      const end = bytes.indexOf(62, at)
      if (end < 0) break
      merges.add(bytes.toString('latin1', at, end))
      done = end
    }
    const open = bytes.indexOf(mark, done)
    rest = Buffer.from(bytes.subarray(open >= 0 ? open : Math.max(done, bytes.length - mark.length)))
    if (rest.length > 1 << 20) rest = Buffer.alloc(0)
  }
  merges.sort()
  return merges
}

async function* rowsOf(
  zip: ZipReader,
  book: Workbook,
  merges: Merges,
  limits: SheetLimits,
): AsyncGenerator<SheetRow> {
  if (book.sharedStrings === null) {
    yield* readRows(zip, book, merges, null)
    return
  }
  const { file, remove } = await scratchFile()
  const strings = new StringStore(file)
  try {
    await fillStrings(zip, book.sharedStrings, strings, limits.strings)
    yield* readRows(zip, book, merges, strings)
  } finally {
    strings.close()
    await remove()
  }
}

async function fillStrings(zip: ZipReader, part: string, strings: StringStore, most: number): Promise<void> {
  const [pieces, prefix] = await prefixed(zip.textOf(part, most), 'sst')
  const tags = tagsUnder(prefix)
  for await (const items of elementsOf(pieces, `${prefix}si`))
    for (const item of items) strings.add(stringItem(item, tags))
  strings.flush()
}

async function* readRows(
  zip: ZipReader,
  book: Workbook,
  merges: Merges,
  strings: StringStore | null,
): AsyncGenerator<SheetRow> {
  const [pieces, prefix] = await prefixed(zip.textOf(book.sheet), 'worksheet')
  const context = { tags: tagsUnder(prefix), strings, dates: book.dates, is1904: book.is1904 }
  let line = 0
  for await (const rows of elementsOf(pieces, `${prefix}row`)) {
    for (const row of rows) {
      line = Number(attributeOf(row.slice(0, row.indexOf('>')), 'r') ?? line + 1)
      const cells = cellsOf(row, context)
      merges.cover(line, cells)
      yield { line, cells }
    }
  }
}

/** Detects the prefix of a part's elements, '' or `x:`; returns it with the whole text. */
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
  const found = new RegExp(`<((?:[^\\s<>:/]+:)?)${root}[\\s/>]`).exec(head)
  if (!found) throw new SheetRefused('工作簿无法读取，请在 Excel 或 WPS 中重新另存为 .xlsx')
  const whole = (async function* () {
    yield head
    yield* pieces
  })()
  return [whole, found[1] ?? '']
}
