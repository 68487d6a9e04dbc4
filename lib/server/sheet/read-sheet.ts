import { COVERED } from '../../core/sheet-cell.ts'
import { kindOfSheet } from './kind-of-sheet.ts'
import { openText } from './read-text.ts'
import { type Sheet, type SheetLimits, SheetRefused, type SheetRow } from './sheet.ts'
import type { SheetSource } from './source'
import { openXlsx } from './xlsx/read-xlsx.ts'

/**
 * Reads an uploaded table row by row, without empty rows: the first visible sheet of a workbook, or a text table. Memory
 * use does not grow with the file.
 * @throws SheetRefused with a message for the person who sent it; also while rows are read
 */
export async function openSheet(source: SheetSource, limits: SheetLimits): Promise<Sheet> {
  const found = await kindOfSheet(source)
  if ('fault' in found) throw new SheetRefused(found.fault)
  const sheet = await (found.kind === 'xlsx' ? openXlsx(source, limits) : openText(source, found.encoding))
  return { ...sheet, rows: filled(sheet.rows, limits.rows) }
}

async function* filled(rows: AsyncGenerator<SheetRow>, most: number): AsyncGenerator<SheetRow> {
  let count = 0
  for await (const row of rows) {
    if (row.cells.every(isBlank)) continue
    count += 1
    // Plus the heading.
    if (count > most + 1) throw new SheetRefused(`超过 ${most} 行，请拆成几个文件分别导入`)
    yield row
  }
}

/** A row that contains only the continuation of merged cells is empty too. */
function isBlank(cell: SheetRow['cells'][number]): boolean {
  return cell === null || cell === COVERED || (typeof cell === 'string' && cell.trim() === '')
}
