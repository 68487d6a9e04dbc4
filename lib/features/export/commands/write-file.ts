import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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

/** Streams the rows to the file: neither is ever entirely in memory. */
export async function writeFile(
  file: string,
  format: ExportFormat,
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly ExportedRow[]>,
): Promise<void> {
  const cells = cellsOf(columns, batches)
  const pieces = format === 'XLSX' ? xlsxOf(SHEET, columns, cells) : csvOf(columns, cells)
  await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(file))
}

async function* cellsOf(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly ExportedRow[]>,
): AsyncGenerator<(string | null)[][]> {
  for await (const rows of batches) yield rows.map((row) => columns.map(({ text }) => text(row)))
}
