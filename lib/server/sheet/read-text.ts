import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Cell, CellFault } from '@/lib/core/sheet-cell'
import { textTableValue } from './cell-value'
import { MAX_COLUMNS, type Sheet, SheetRefused, type SheetRow } from './sheet'
import type { SheetSource } from './source'
import { HEAD, type TextEncoding } from './text-encoding'

/** A record longer than this is an unclosed quotation mark that swallows the file. */
const MAX_RECORD = 200_000
const DELIMITERS = [',', '\t', ';'] as const

/**
 * A text table: UTF-8 or UTF-16 with or without a mark, or GB18030 (what Excel in China writes); divided by comma, tab or
 * semicolon; lines ended in the way of Windows, Unix or the older Macintosh.
 * @throws SheetRefused while rows are read, for a quotation mark that is never closed, with its line
 */
export async function openText(source: SheetSource, encoding: TextEncoding): Promise<Sheet> {
  const head = new TextDecoder(encoding).decode(await source.read(0, HEAD))
  // A lone return inside a line is part of a cell, but where no line ends otherwise it ends them.
  const lineEnd = head.includes('\n') ? '\r\n' : '\r'
  const told = /^"?sep=(.)"?[,;\t]*(?:\r\n|\n|\r)/i.exec(head)
  const delimiter = told?.[1] ?? delimiterOf(head)
  const looked = Math.min(source.size, HEAD)
  const rowsAbout = Math.round(((head.split(/\r\n|\n|\r/).length - 1) * source.size) / looked)
  const pieces = unixLines(decoded(source, encoding), lineEnd)
  return { rows: rowsOf(pieces, delimiter, told ? 1 : 0), rowsAbout, name: null }
}

type Parsed = { record: string[]; info: { lines: number } }

async function* rowsOf(
  pieces: AsyncIterable<string>,
  delimiter: string,
  skip: number,
): AsyncGenerator<SheetRow> {
  // Ahead of the rows given out: a fault is met before the last rows are.
  let parsed = 0
  const parser = Readable.from(pieces).pipe(
    parse({
      bom: true,
      info: true,
      on_record: (record: string[], { lines }) => {
        parsed = lines
        return record
      },
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      max_record_size: MAX_RECORD,
      // A lone inch mark in a name is no quotation.
      relax_quotes: true,
    }),
  )
  let last = 0
  let width = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const line = last + 1
      last = info.lines
      if (line <= skip) continue
      yield { line, cells: cellsOf(record, { width, first: line, last, delimiter }) }
      width = Math.max(width, record.length)
    }
  } catch (cause) {
    if (cause instanceof CsvError) {
      throw new SheetRefused(`从第 ${parsed + 1} 行开始的引号没有成对，请检查这一行附近的引号`, cause)
    }
    throw cause
  }
}

type Lines = { width: number; first: number; last: number; delimiter: string }

/**
 * The values of a record. Several lines in one are a cell with line breaks; but where it has fewer cells than others, or
 * a cell with dividers behind a quotation mark of its own, an unclosed mark has swallowed lines until the next one.
 */
function cellsOf(record: string[], { width, first, last, delimiter }: Lines): Cell[] {
  const swallows = (text: string) => text.startsWith('"') && text.includes('\n') && text.includes(delimiter)
  const isWhole = record.length >= width && !record.some(swallows)
  if (last === first || isWhole) return record.slice(0, MAX_COLUMNS).map(textTableValue)
  const fault: CellFault = {
    fault: `引号没有成对：第 ${first} 至 ${last} 行被读成一行，请检查引号`,
    text: '',
    wholeRow: true,
  }
  return Array.from({ length: Math.min(width, MAX_COLUMNS) }, () => fault)
}

async function* decoded(source: SheetSource, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of source.pieces()) {
    const text = decoder.decode(piece, { stream: true })
    if (text) yield text
  }
  const rest = decoder.decode()
  if (rest) yield rest
}

/** One sign for the end of a line, by which lines are counted as a person counts them. */
async function* unixLines(pieces: AsyncIterable<string>, lineEnd: string): AsyncGenerator<string> {
  let held = ''
  for await (const piece of pieces) {
    const text = held + piece
    held = text.endsWith('\r') ? '\r' : ''
    const whole = held ? text.slice(0, -1) : text
    yield whole.includes('\r') ? whole.replaceAll(lineEnd, '\n') : whole
  }
  if (held) yield '\n'
}

/** The sign that most lines of the beginning have alike and often: of a title above the heading, and in texts, others may stand. */
function delimiterOf(head: string): string {
  const lines = head.replace(/"[^"]*"/g, '').split(/\r\n|\n|\r/, 20)
  const weight = (sign: string) => {
    const counts = lines.map((line) => line.split(sign).length - 1)
    return Math.max(...counts.map((count) => count * counts.filter((each) => each === count).length))
  }
  return DELIMITERS.reduce((best, sign) => (weight(sign) > weight(best) ? sign : best))
}
