import { type Cell, MAX_CELL, MAX_COLUMNS } from '../sheet'
import type { StringStore } from './string-store'
import { attributeOf, stringItem, textOf } from './xml-text'

const DAY_MS = 86_400_000
/** 1970-01-01 as Excel counts days, from 1900 and from 1904. */
const EPOCH = 25_569
const YEARS_1904 = 1_462

export type CellContext = {
  /** Of the file's elements: `x:` in what some programs write. */
  prefix: string
  strings: StringStore
  /** Which of the cells' formats show a date. */
  dates: ReadonlySet<string>
  is1904: boolean
}

/** The cells of a `<row>`, by column. A cell of a formula has its value. */
export function cellsOf(row: string, context: CellContext): Cell[] {
  const [open, close] = [`<${context.prefix}c`, `</${context.prefix}c>`]
  const cells: Cell[] = []
  let at = row.indexOf('>') + 1
  for (;;) {
    const start = row.indexOf(open, at)
    if (start < 0) return cells
    const tagEnd = row.indexOf('>', start)
    if (tagEnd < 0) return cells
    const tag = row.slice(start, tagEnd)
    const place = columnOf(tag) ?? cells.length
    const isEmpty = tag.endsWith('/')
    const end = isEmpty ? tagEnd + 1 : row.indexOf(close, tagEnd)
    if (end < 0) return cells
    at = isEmpty ? end : end + close.length
    if (isEmpty || place >= MAX_COLUMNS) continue
    while (cells.length < place) cells.push(null)
    cells[place] = readValue(tag, row.slice(tagEnd + 1, end), context)
  }
}

/** The place that `r="AB12"` names. */
function columnOf(tag: string): number | null {
  const from = tag.indexOf(' r="')
  if (from < 0) return null
  let place = 0
  for (let at = from + 4; ; at += 1) {
    const letter = tag.charCodeAt(at) - 64
    if (!(letter >= 1 && letter <= 26)) return place - 1
    place = place * 26 + letter
  }
}

function readValue(tag: string, inner: string, { prefix, strings, dates, is1904 }: CellContext): Cell {
  const type = attributeOf(tag, 't')
  if (type === 'inlineStr') return stringItem(inner, prefix).slice(0, MAX_CELL)
  const [open, close] = [`<${prefix}v>`, `</${prefix}v>`]
  const start = inner.indexOf(open)
  if (start < 0) return null
  const value = inner.slice(start + open.length, inner.indexOf(close, start))
  if (type === 's') return strings.at(Number(value))?.slice(0, MAX_CELL) ?? null
  if (type === 'b') return value === '1'
  if (type !== undefined && type !== 'n') return textOf(value).slice(0, MAX_CELL)
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return null
  const style = dates.size > 0 ? attributeOf(tag, 's') : undefined
  if (style === undefined || !dates.has(style)) return number
  return new Date(Math.round((number + (is1904 ? YEARS_1904 : 0) - EPOCH) * DAY_MS))
}
