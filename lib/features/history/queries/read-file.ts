import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { kindOfSheet } from '@/lib/server/sheet/kind-of-sheet'
import { openXlsxFile } from '@/lib/server/sheet/large/read-xlsx-file'
import { delimiterOf, readCsvText } from '@/lib/server/sheet/read-csv'
import { SheetRefused, type SheetRow } from '@/lib/server/sheet/sheet'
import { readHistoryHeading, readHistoryObject } from '../rules/columns'

export type HistoryLine =
  | { line: number; values: ReadonlyMap<string, unknown> }
  | { line: number; fault: string }
export type HistoryFile = {
  sha256: string
  rows: AsyncGenerator<HistoryLine>
  /** How many there are, about: line ends inside cells count too. */
  rowsAbout: number
  unknown: string[]
}

/** A title or a note may stand above the heading. */
const HEADING_WITHIN = 10
const HEAD = 64 * 1024

/**
 * Opens a file of registrations: CSV (or tabs), NDJSON or the first sheet of a workbook, each as a stream of any
 * length.
 * @throws SheetRefused for what is none of these, lacks a required column or has one twice
 */
export async function openHistoryFile(path: string): Promise<HistoryFile> {
  const head = await headOf(path)
  const { sha256, utf8, lines } = await lookThrough(path)
  if (
    head
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart()
      .startsWith('{')
  ) {
    if (!utf8) throw new SheetRefused('NDJSON 文件应为 UTF-8 编码')
    const unknown: string[] = []
    return { sha256, rows: readLines(path, unknown), rowsAbout: lines, unknown }
  }
  const isWorkbook = head.subarray(0, 2).toString('latin1') === 'PK'
  const table = isWorkbook
    ? await openXlsxFile(path)
    : { rows: textTable(path, head, utf8), rowsAbout: lines }
  const { columns, unknown } = await findHeading(table.rows)
  return { sha256, rows: rowsOf(table.rows, columns), rowsAbout: table.rowsAbout, unknown }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    if (bytesRead === 0) throw new SheetRefused('文件是空的')
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** One pass over the whole file, before anything is written: its hash, whether it is UTF-8, and its lines. */
async function lookThrough(path: string): Promise<{ sha256: string; utf8: boolean; lines: number }> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let utf8 = true
  let lines = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece)
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1
    try {
      if (utf8) decoder.decode(piece, { stream: true })
    } catch {
      utf8 = false
    }
  }
  return { sha256: hash.digest('hex'), utf8, lines }
}

function textTable(path: string, head: Buffer, utf8: boolean): AsyncGenerator<SheetRow> {
  const wide = head[0] === 0xff && head[1] === 0xfe
  const found = wide || kindOfSheet(head.subarray(0, Math.max(1, head.lastIndexOf('\n') + 1)))
  if (found !== true && 'fault' in found) throw new SheetRefused(found.fault)
  const encoding = wide ? 'utf-16le' : utf8 ? 'utf-8' : 'gb18030'
  return readCsvText(decoded(path, encoding), delimiterOf(head, encoding))
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 17 })) {
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder.decode()
}

async function findHeading(table: AsyncGenerator<SheetRow>) {
  for (let tried = 0; tried < HEADING_WITHIN; tried += 1) {
    const next = await table.next()
    if (next.done) break
    const heading = readHistoryHeading(next.value.cells)
    if (!heading) continue
    if (heading.doubled.length > 0) throw new SheetRefused(`列名重复：${heading.doubled.join('、')}`)
    if (heading.missing.length > 0) throw new SheetRefused(`缺少必需的列：${heading.missing.join('、')}`)
    return heading
  }
  await table.return(undefined)
  throw new SheetRefused('前 10 行里没有找到列名（如“环保登记号码”“所有者名称”）')
}

async function* rowsOf(
  table: AsyncGenerator<SheetRow>,
  columns: readonly ({ path: string } | null)[],
): AsyncGenerator<HistoryLine> {
  for await (const { line, cells } of table) {
    const values = new Map<string, unknown>()
    columns.forEach((column, place) => {
      if (column) values.set(column.path, cells[place] ?? null)
    })
    yield { line, values }
  }
}

async function* readLines(path: string, unknown: string[]): AsyncGenerator<HistoryLine> {
  let line = 0
  let rest = ''
  const read = function* (text: string): Generator<HistoryLine> {
    line += 1
    if (text.trim() !== '') yield lineOf(line, text, unknown)
  }
  for await (const piece of decoded(path, 'utf-8')) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield* read(text)
  }
  yield* read(rest)
}

function lineOf(line: number, text: string, unknown: string[]): HistoryLine {
  try {
    const found = readHistoryObject(JSON.parse(text.replace(/^\ufeff/, '')))
    if (!found) return { line, fault: '不是 JSON 对象' }
    for (const path of found.unknown) if (unknown.length < 50 && !unknown.includes(path)) unknown.push(path)
    return { line, values: found.values }
  } catch {
    return { line, fault: '不是完整的 JSON' }
  }
}
