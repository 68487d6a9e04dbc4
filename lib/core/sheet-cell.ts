/** A readable value of a sheet. */
export type PlainCell = string | number | boolean | Date | null

/** A cell whose value cannot be used; `fault` is the reason, shown to the person who sent the file. */
export type CellFault = {
  readonly fault: string
  /** The content as far as it is readable; may be personal data. */
  readonly text: string
  /** The fault concerns the whole row and is set in each of its cells: report it once. */
  readonly wholeRow?: true
}

export type Cell = PlainCell | CellFault

export function isCellFault(cell: unknown): cell is CellFault {
  return typeof cell === 'object' && cell !== null && 'fault' in cell
}

/** Spreadsheets keep 15 digits of a number and write zeros for the others (IEEE 754; Excel specifications and limits). */
const FIRST_OF_16_DIGITS = 1e15

/** Has a number so many digits that the spreadsheet has lost some? */
export function isLongNumber(value: number): boolean {
  return Math.abs(value) >= FIRST_OF_16_DIGITS
}

export const LONG_NUMBER_FAULT =
  '是数字格式且位数过长，末尾数字已被 Excel 改动；请把这一列设为文本格式后重新填写'

/** A cell covered by a merged cell: it shows another cell's value, which may or may not be meant for this row. */
export const COVERED: CellFault = {
  fault: '是合并单元格的一部分，请取消合并，在每一行分别填写',
  text: '',
}
