import { Readable } from 'node:stream'
import type { CellValue, Row } from 'exceljs'
import { checkZip } from './check-zip'
import { type Cell, MAX_CELL, MAX_COLUMNS, SheetRefused, type SheetRow } from './sheet'

/**
 * The rows of a workbook's first sheet, one after another, the values of formulas instead of the formulas.
 * @throws SheetRefused for what is no readable workbook
 */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<SheetRow> {
  await checkZip(bytes)
  // Loaded when a workbook comes: it is large, and the server starts without it.
  const { default: exceljs } = await import('exceljs')
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    entries: 'ignore',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    // Needed to tell a date from a number.
    styles: 'cache',
    worksheets: 'emit',
  })
  let sheets = 0
  try {
    for await (const sheet of reader) {
      sheets += 1
      for await (const row of sheet) {
        // Later sheets are read through only so that the reader comes to its end.
        if (sheets === 1) yield { line: row.number, cells: cellsOf(row) }
      }
    }
  } catch (cause) {
    if (cause instanceof SheetRefused) throw cause
    throw new SheetRefused('工作簿无法读取，请在 Excel 或 WPS 中重新另存为 .xlsx 后再上传', cause)
  }
  if (sheets === 0) throw new SheetRefused('工作簿里没有工作表')
}

function cellsOf(row: Row): Cell[] {
  const cells: Cell[] = []
  for (let column = 1; column <= Math.min(row.cellCount, MAX_COLUMNS); column += 1) {
    cells.push(cellOf(row.getCell(column).value))
  }
  return cells
}

/** Plain values out of what a cell may hold: rich text, links, formulas with their results, errors (`#N/A`). */
function cellOf(value: CellValue | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.slice(0, MAX_CELL)
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return value
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .slice(0, MAX_CELL)
  if ('text' in value) return cellOf(value.text)
  if ('error' in value) return value.error
  if ('result' in value) return cellOf(value.result)
  return null
}
