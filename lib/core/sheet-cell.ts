/** A value of a sheet that can be read as it is. */
export type PlainCell = string | number | boolean | Date | null

/** A cell that holds something, but nothing that may be used: why, in words for the person who sent the file. */
export type CellFault = {
  readonly fault: string
  /** What stands there as far as it can be told; may be personal. */
  readonly text: string
  /** It is of the row, and stands in each of its cells: told once is enough. */
  readonly wholeRow?: true
}

export type Cell = PlainCell | CellFault

export function isCellFault(cell: unknown): cell is CellFault {
  return typeof cell === 'object' && cell !== null && 'fault' in cell
}

/** Spreadsheets keep 15 digits of a number and write zeros for the others (IEEE 754; Excel specifications and limits). */
const FIRST_OF_16_DIGITS = 1e15

/** Has a number lost digits that a code of this length had? */
export function isLongNumber(value: number): boolean {
  return Math.abs(value) >= FIRST_OF_16_DIGITS
}

export const LONG_NUMBER_FAULT =
  '是数字格式且位数过长，末尾数字已被 Excel 改动；请把这一列设为文本格式后重新填写'

/** What a merged cell covers: the sheet shows another cell's value there, and whether it counts here nobody can tell. */
export const COVERED: CellFault = {
  fault: '是合并单元格的一部分，请取消合并，在每一行分别填写',
  text: '',
}
