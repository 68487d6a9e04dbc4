import { changesInSpreadsheet, isFormula, type SheetColumn, type TextCell, visible } from './cell-text'

const MARK = '\ufeff'
const LINE_END = '\r\n'

/** A tab behind the digits, as banks in China write them: a spreadsheet then takes them for text and shows nothing of it. */
const AS_TEXT = '\t'
const WHOLE_DAY = '2019-09-10'.length
/** Before what would be run as a formula. */
const DEFUSED = "'"

/**
 * A text table as Excel in China opens it by a double click: UTF-8 with its mark, RFC 4180 quotation, no text that runs
 * as a formula and no digits that Excel would shorten.
 * @param batches rows in bundles, each of which is one piece of the result
 */
export async function* csvOf(
  columns: readonly SheetColumn[],
  batches: AsyncIterable<readonly (readonly TextCell[])[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${MARK}${columns.map(({ title }) => quoted(title)).join(',')}${LINE_END}`)
  for await (const rows of batches) {
    const lines = rows.map((row) => {
      const cells = columns.map(({ kind }, place) => csvCell(row[place] ?? null, kind))
      return `${cells.join(',')}${LINE_END}`
    })
    yield Buffer.from(lines.join(''))
  }
}

/** One cell, quoted where it must be. */
export function csvCell(raw: TextCell, kind: SheetColumn['kind']): string {
  if (raw === null) return ''
  const text = visible(raw)
  if (isFormula(text)) return quoted(DEFUSED + text)
  // A whole day may become a date; a month (2019-09) would become its first day.
  if ((kind === 'text' || text.length < WHOLE_DAY) && changesInSpreadsheet(text))
    return quoted(text + AS_TEXT)
  return quoted(text)
}

function quoted(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
