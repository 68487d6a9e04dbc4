import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sealFile } from '@/lib/server/files/sealed-file'
import { encrypt } from '@/lib/server/secrets/secrets'
import { csvOf } from '@/lib/server/sheet/write-csv'
import { xlsxOf } from '@/lib/server/sheet/write-xlsx'
import { XLSX_TYPE } from '@/lib/server/sheet/xlsx-type'
import type { ExportColumn, ExportedRow } from '../rules/columns'
import type { ExportFormat } from '../schema'

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  XLSX: XLSX_TYPE,
  CSV: 'text/csv; charset=utf-8',
}

const SHEET = '机械登记'

/**
 * Streams the rows to the file, encrypted: neither is ever entirely in memory.
 * @param id of the export, which alone opens the file
 * @returns the size of what will be downloaded, in bytes
 */
export async function writeFile(
  file: string,
  id: string,
  format: ExportFormat,
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly ExportedRow[]>,
): Promise<number> {
  const cells = cellsOf(columns, batches)
  const pieces = format === 'XLSX' ? xlsxOf(SHEET, columns, cells) : csvOf(columns, cells)
  let bytes = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      bytes += piece.length
      yield piece
    }
  }
  const stored = sealFile(counted(), (key) => encrypt('export.file', id, key))
  await pipeline(Readable.from(stored, { objectMode: false }), createWriteStream(file, { mode: 0o600 }))
  return bytes
}

async function* cellsOf(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly ExportedRow[]>,
): AsyncGenerator<(string | null)[][]> {
  for await (const rows of batches) yield rows.map((row) => columns.map(({ text }) => text(row)))
}
