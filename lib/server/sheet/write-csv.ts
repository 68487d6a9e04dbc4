import {
  changesInSpreadsheet,
  isFormula,
  type SheetColumn,
  type TextCell,
  withoutControls,
} from './cell-text'

const MARK = '\ufeff'
const LINE_END = '\r\n'

/** A tab after the digits, as Chinese banks do: a spreadsheet then treats them as text and does not show the tab. */
const AS_TEXT = '\t'
const WHOLE_DAY = '2019-09-10'.length
/** Prefix of a text that would be evaluated as a formula. */
const APOSTROPHE = "'"

/**
 * A CSV file that Excel in China opens correctly by double click: UTF-8 with BOM, RFC 4180 quoting, no text evaluated as
 * a formula and no truncated digits.
 * @param batches of rows; each yields one chunk
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

/** One cell, quoted where necessary. */
export function csvCell(raw: TextCell, kind: SheetColumn['kind']): string {
  if (raw === null) return ''
  const text = withoutControls(raw)
  if (isFormula(text)) return quoted(APOSTROPHE + text)
  // A whole day may be converted to a date, but a month (2019-09) would become its first day.
  if ((kind === 'text' || text.length < WHOLE_DAY) && changesInSpreadsheet(text))
    return quoted(text + AS_TEXT)
  return quoted(text)
}

function quoted(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
