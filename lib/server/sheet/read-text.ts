import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Cell, CellFault } from '@/lib/core/sheet-cell'
import { textTableValue } from './cell-value.ts'
import { MAX_COLUMNS, type Sheet, SheetRefused, type SheetRow } from './sheet.ts'
import type { SheetSource } from './source'
import { HEAD, type TextEncoding } from './text-encoding.ts'

/** A longer record is the result of an unclosed quotation mark. */
const MAX_RECORD = 200_000
const DELIMITERS = [',', '\t', ';'] as const

/**
 * A text table: UTF-8 or UTF-16 with or without a BOM, or GB18030 (written by Excel in China); separated by comma, tab or
 * semicolon; line ends of Windows, Unix or classic Mac OS.
 * @throws SheetRefused while rows are read, for an unclosed quotation mark, with its line
 */
export async function openText(source: SheetSource, encoding: TextEncoding): Promise<Sheet> {
  const head = new TextDecoder(encoding).decode(await source.read(0, HEAD))
  // A lone carriage return is part of a cell, unless the file has no other line ends.
  const lineEnd = head.includes('\n') ? '\r\n' : '\r'
  const separatorLine = /^"?sep=(.)"?[,;\t]*(?:\r\n|\n|\r)/i.exec(head)
  const delimiter = separatorLine?.[1] ?? delimiterOf(head)
  const headBytes = Math.min(source.size, HEAD)
  const rowsAbout = Math.round(((head.split(/\r\n|\n|\r/).length - 1) * source.size) / headBytes)
  const pieces = unixLines(decoded(source, encoding), lineEnd)
  return { rows: rowsOf(pieces, delimiter, separatorLine ? 1 : 0), rowsAbout, name: null }
}

type Parsed = { record: string[]; info: { lines: number } }

async function* rowsOf(
  pieces: AsyncIterable<string>,
  delimiter: string,
  skip: number,
): AsyncGenerator<SheetRow> {
  // Last line parsed, ahead of the rows yielded: the parser may fail before the last rows are read.
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
      // A lone inch mark in a name is not a quotation mark.
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
 * The values of a record. A record of several lines contains a cell with line breaks; but if it has fewer cells than
 * others, or a cell that starts with a quotation mark and contains delimiters, an unclosed mark has swallowed lines.
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

/** Converts line ends to \n, so that line numbers match those of an editor. */
async function* unixLines(pieces: AsyncIterable<string>, lineEnd: string): AsyncGenerator<string> {
  let pending = ''
  for await (const piece of pieces) {
    const text = pending + piece
    pending = text.endsWith('\r') ? '\r' : ''
    const whole = pending ? text.slice(0, -1) : text
    yield whole.includes('\r') ? whole.replaceAll(lineEnd, '\n') : whole
  }
  if (pending) yield '\n'
}

/** The delimiter that most of the first lines contain equally often; titles and texts may contain others. */
function delimiterOf(head: string): string {
  const lines = head.replace(/"[^"]*"/g, '').split(/\r\n|\n|\r/, 20)
  const weight = (sign: string) => {
    const counts = lines.map((line) => line.split(sign).length - 1)
    return Math.max(...counts.map((count) => count * counts.filter((each) => each === count).length))
  }
  return DELIMITERS.reduce((best, sign) => (weight(sign) > weight(best) ? sign : best))
}
