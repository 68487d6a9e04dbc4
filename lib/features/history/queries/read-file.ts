import { createHash } from 'node:crypto'
import { findHeading } from '@/lib/features/catalogue/rules/heading'
import { openSheet } from '@/lib/server/sheet/read-sheet'
import { NO_LIMITS, SheetRefused, type SheetRow } from '@/lib/server/sheet/sheet'
import { fileSource, type SheetSource } from '@/lib/server/sheet/source'
import { encodingOf } from '@/lib/server/sheet/text-encoding'
import { historyHeadings, missingColumns, readHistoryObject } from '../rules/columns'

export type HistoryLine =
  | { line: number; values: ReadonlyMap<string, unknown> }
  | { line: number; fault: string }
export type HistoryFile = {
  sha256: string
  rows: AsyncGenerator<HistoryLine>
  /** Estimated number of rows: line ends inside cells count too. */
  rowsAbout: number
  unknown: string[]
}

const HEAD_BYTES = 64 * 1024

/**
 * Opens a file of registrations: CSV (or tabs), NDJSON or the first visible sheet of a workbook, each as a stream of any
 * length.
 * @throws SheetRefused for any other format, a missing required column, or a column that occurs twice
 */
export async function openHistoryFile(path: string): Promise<HistoryFile> {
  const source = await fileSource(path)
  const head = (await source.read(0, HEAD_BYTES))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^\[\s*(\{|$)/.test(head)) throw new SheetRefused('JSON 文件应为 NDJSON：每行一个对象，不要写成数组')
  const { sha256, lines } = await hashAndCount(source)
  if (head.startsWith('{')) {
    if ((await encodingOf(source)) !== 'utf-8') throw new SheetRefused('NDJSON 文件应为 UTF-8 编码')
    const unknown: string[] = []
    return { sha256, rows: readLines(source, unknown), rowsAbout: lines, unknown }
  }
  const sheet = await openSheet(source, NO_LIMITS)
  const found = await findHeading(sheet.rows, historyHeadings, sheet.name === null)
  if (!('heading' in found)) {
    const where = sheet.name === null ? '' : `工作表“${sheet.name}”的`
    throw new SheetRefused(found.fault ?? `${where}前 10 行里没有找到列名（如“环保登记号码”“所有者名称”）`)
  }
  const { columns, unknown } = found.heading
  const missing = missingColumns(columns)
  if (missing.length > 0) {
    await found.rows.return(undefined)
    throw new SheetRefused(`缺少必需的列：${missing.join('、')}`)
  }
  return {
    sha256,
    rows: rowsOf(found.rows, columns),
    rowsAbout: sheet.name === null ? lines : sheet.rowsAbout,
    unknown,
  }
}

/** Reads the whole file once, before anything is written: its hash and its number of lines, ended by LF or CR. */
async function hashAndCount(source: SheetSource): Promise<{ sha256: string; lines: number }> {
  const hash = createHash('sha256')
  const ends = { 10: 0, 13: 0 }
  for await (const piece of source.pieces()) {
    hash.update(piece)
    for (const byte of [10, 13] as const)
      for (let at = piece.indexOf(byte); at >= 0; at = piece.indexOf(byte, at + 1)) ends[byte] += 1
  }
  return { sha256: hash.digest('hex'), lines: Math.max(ends[10], ends[13]) }
}

async function* rowsOf(
  table: AsyncGenerator<SheetRow>,
  columns: readonly ({ path: string } | null)[],
): AsyncGenerator<HistoryLine> {
  for await (const { line, cells } of table) {
    const values = new Map<string, unknown>()
    columns.forEach((column, index) => {
      if (column) values.set(column.path, cells[index] ?? null)
    })
    yield { line, values }
  }
}

async function* readLines(source: SheetSource, unknown: string[]): AsyncGenerator<HistoryLine> {
  let line = 0
  let rest = ''
  const read = function* (text: string): Generator<HistoryLine> {
    line += 1
    if (text.trim() !== '') yield lineOf(line, text, unknown)
  }
  const decoder = new TextDecoder()
  for await (const piece of source.pieces()) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield* read(text)
  }
  yield* read(rest + decoder.decode())
}

function lineOf(line: number, text: string, unknown: string[]): HistoryLine {
  if (text.includes('\ufffd')) return { line, fault: '含有无法识别的字符（乱码），请改正后重新载入' }
  try {
    const damaged: string[] = []
    // Characters that a text must not contain can only come as escapes: without a backslash no reviver is needed.
    const reviver = text.includes('\\') ? (_: string, value: unknown) => lineText(value, damaged) : undefined
    const found = readHistoryObject(JSON.parse(text.replace(/^\ufeff/, ''), reviver))
    if (damaged.length > 0) return { line, fault: '含有无法识别的字符（乱码或控制字符），请改正后重新载入' }
    if (!found) return { line, fault: '不是 JSON 对象' }
    for (const path of found.unknown) if (unknown.length < 50 && !unknown.includes(path)) unknown.push(path)
    return { line, values: found.values }
  } catch {
    return { line, fault: '不是完整的 JSON' }
  }
}

/** A text in one line, as in a cell of a sheet; a text with invalid characters is added to `damaged`. */
function lineText(value: unknown, damaged: string[]): unknown {
  if (typeof value !== 'string') return value
  const line = value.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
  if (/[\ufffd\p{Cc}\p{Cs}]/u.test(line)) damaged.push(line)
  return line
}
