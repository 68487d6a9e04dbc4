import { kindOfSheet } from './kind-of-sheet'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { MAX_ROWS, SheetRefused, type SheetRow } from './sheet'

/**
 * The rows of a workbook or a text table, without empty ones.
 * @throws SheetRefused with a sentence for the person who sent it
 */
export async function* readSheet(bytes: Buffer): AsyncGenerator<SheetRow> {
  const found = kindOfSheet(bytes)
  if ('fault' in found) throw new SheetRefused(found.fault)
  let count = 0
  for await (const row of found.kind === 'xlsx' ? readXlsx(bytes) : readCsv(bytes)) {
    if (row.cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))) continue
    count += 1
    // The heading is one more.
    if (count > MAX_ROWS + 1) throw new SheetRefused(`超过 ${MAX_ROWS} 行，请拆成几个文件分别导入`)
    yield row
  }
}
