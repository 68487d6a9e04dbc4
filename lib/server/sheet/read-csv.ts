import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { encodingOf } from './kind-of-sheet'
import { MAX_CELL, MAX_COLUMNS, SheetRefused, type SheetRow } from './sheet'

/** A record longer than this is an unclosed quotation mark that swallows the file. */
const MAX_RECORD = 200_000
const PIECE = 1 << 16

/**
 * The rows of a text table, one after another: UTF-8 with or without a mark, GB18030 (what Excel in China writes), or
 * the UTF-16 of its "Unicode text"; divided by comma, tab or semicolon.
 * @throws SheetRefused for what cannot be read, with the line
 */
export async function* readCsv(bytes: Buffer): AsyncGenerator<SheetRow> {
  const encoding = encodingOf(bytes)
  if (!encoding) throw new SheetRefused('文件内容不是文字，无法读取')
  yield* readCsvText(decoded(bytes, encoding), delimiterOf(bytes, encoding))
}

/** The same of a text that comes piece by piece, of any length. */
export async function* readCsvText(
  pieces: Iterable<string> | AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<SheetRow> {
  const parser = Readable.from(pieces).pipe(
    parse({
      bom: true,
      info: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD,
      // A lone inch mark in a name is no quotation.
      relax_quotes: true,
    }),
  )
  let last = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      last = info.lines
      const cells = record.slice(0, MAX_COLUMNS).map((text) => text.slice(0, MAX_CELL))
      yield { line: info.lines, cells }
    }
  } catch (cause) {
    if (cause instanceof CsvError) {
      throw new SheetRefused(`第 ${last + 1} 行附近无法读取，请检查引号是否成对`, cause)
    }
    throw cause
  }
}

function* decoded(bytes: Buffer, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += PIECE) {
    const text = decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    if (text) yield text
  }
  const rest = decoder.decode()
  if (rest) yield rest
}

/** The sign that the first line has most of. */
export function delimiterOf(bytes: Buffer, encoding: string): string {
  const [first = ''] = new TextDecoder(encoding).decode(bytes.subarray(0, PIECE)).split('\n', 1)
  const counted = [',', '\t', ';'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counted.reduce((most, each) => (each.count > most.count ? each : most)).sign
}
