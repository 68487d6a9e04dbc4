import { DAY_MS } from '../../../core/clock.ts'
import { type Cell, isLongNumber, LONG_NUMBER_FAULT } from '../../../core/sheet-cell.ts'
import { errorFault, NO_RESULT, textValue } from '../cell-value.ts'
import { EXCEL_EPOCH_DAYS, MAX_COLUMNS } from '../sheet.ts'
import type { DateForm } from './date-formats'
import type { StringStore } from './string-store'
import { attributeOf, startOf, stringItem, type Tags, textOf } from './xml-text.ts'

/** Days between Excel's 1900 and 1904 date systems. */
const OFFSET_1904 = 1_462

export type CellContext = {
  tags: Tags
  strings: StringStore | null
  /** The cell formats that show a date. */
  dates: ReadonlyMap<string, DateForm>
  is1904: boolean
}

/** The cells of a `<row>`, by column. A formula gives its cached value. */
export function cellsOf(row: string, context: CellContext): Cell[] {
  const { open, close } = context.tags.c
  const cells: Cell[] = []
  let at = row.indexOf('>') + 1
  let next = 0
  for (;;) {
    const start = startOf(row, open, at)
    if (start < 0) return cells
    const tagEnd = row.indexOf('>', start)
    if (tagEnd < 0) return cells
    const tag = row.slice(start, tagEnd)
    const place = columnOf(tag) ?? next
    next = place + 1
    const isEmpty = tag.endsWith('/')
    const end = isEmpty ? tagEnd + 1 : row.indexOf(close, tagEnd)
    if (end < 0) return cells
    at = isEmpty ? end : end + close.length
    if (isEmpty || place >= MAX_COLUMNS) continue
    while (cells.length < place) cells.push(null)
    cells[place] = readValue(tag, row.slice(tagEnd + 1, end), context)
  }
}

/** The column index of `r="AB12"`; null when missing: the cell follows the one before. */
function columnOf(tag: string): number | null {
  let at = tag.indexOf(' r="') + 4
  if (at < 4) {
    const found = /\sr\s*=\s*['"]/.exec(tag)
    if (!found) return null
    at = found.index + found[0].length
  }
  let place = 0
  for (; ; at += 1) {
    const letter = tag.charCodeAt(at) - 64
    if (!(letter >= 1 && letter <= 26)) return place === 0 ? null : place - 1
    place = place * 26 + letter
  }
}

function readValue(tag: string, inner: string, context: CellContext): Cell {
  const { tags, strings } = context
  const type = attributeOf(tag, 't')
  const value = elementText(inner, tags.v)
  if (type === 's' && value) return textValue(strings?.at(Number(value)) ?? '\ufffd')
  if (startOf(inner, tags.is.open, 0) >= 0) return textValue(stringItem(inner, tags))
  // A formula may yield an empty text; if any other value is missing, the formula has not been evaluated.
  const isFormula = startOf(inner, tags.f.open, 0) >= 0
  if (value === null || (value === '' && type !== 'str')) return isFormula ? NO_RESULT : null
  if (type === 'str' || type === 'inlineStr') return textValue(textOf(value))
  if (type === 'b') return value === '1' || value === 'true'
  if (type === 'e') return errorFault(textOf(value))
  return type === 'd' ? dateOf(value) : numberOf(tag, value, context)
}

/** The text of the first such element; '' when it is empty, null when there is none. */
function elementText(xml: string, { open, close }: Tags['v']): string | null {
  const start = startOf(xml, open, 0)
  if (start < 0) return null
  const tagEnd = xml.indexOf('>', start)
  if (tagEnd < 0) return null
  if (xml.charCodeAt(tagEnd - 1) === 47) return ''
  const end = xml.indexOf(close, tagEnd)
  return end < 0 ? null : xml.slice(tagEnd + 1, end).trim()
}

/** ISO 8601, as strict workbooks write dates (18.17.4); without a zone the sheet's local time. */
function dateOf(value: string): Cell {
  const at = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(value) || !value.includes('T') ? value : `${value}Z`)
  return Number.isNaN(at.getTime()) ? textValue(value) : at
}

function numberOf(tag: string, value: string, { dates, is1904 }: CellContext): Cell {
  const number = Number(value)
  if (!Number.isFinite(number)) return textValue(textOf(value))
  if (isLongNumber(number)) return { fault: LONG_NUMBER_FAULT, text: value }
  const form = dates.size === 0 ? undefined : dates.get(attributeOf(tag, 's') ?? '0')
  if (form === undefined) return number
  return shownDate(
    new Date(Math.round((number + (is1904 ? OFFSET_1904 : 0) - EXCEL_EPOCH_DAYS) * DAY_MS)),
    form,
  )
}

/** A date as precise as the sheet shows it; a day other than the first was typed and is only hidden by the format. */
function shownDate(at: Date, form: DateForm): Cell {
  if (form === 'WHOLE' || Number.isNaN(at.getTime())) return at
  const [year = '', month, rest] = at.toISOString().split(/-(?=\d\d)/)
  if (rest !== '01T00:00:00.000Z') return at
  return form === 'MONTH' ? `${year}-${month}` : month === '01' ? year : at
}
