/** What kind of text a column holds: times are times in China, as people read them. */
export type SheetColumn = {
  title: string
  /** Characters of half width. */
  width: number
  kind: 'text' | 'day' | 'time'
}
export type TextCell = string | null

/** Spreadsheets take more for a formula than for a text only by its first sign; full-width twins count in East Asia. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const NUMBER = /^[+-]?\d+(\.\d+)?$/
const DATE = /^[+-]?\d{1,4}[-/]\d{1,2}([-/]\d{1,2})?$/

/** Would a spreadsheet run this text as a formula? Numbers with a sign and dates are what they look like. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text) && !NUMBER.test(text) && !DATE.test(text)
}

/** What a spreadsheet would store otherwise than it stands there: digits cut off, 12E34567 as a number, 1-2 as a day. */
const LONG_DIGITS = /^[+-]?\d{12,}$/
const LEADING_ZERO = /^[+-]?0\d+$/
const EXPONENT = /^[+-]?\d+(\.\d*)?E[+-]?\d+$/i

export function changesInSpreadsheet(text: string): boolean {
  return LONG_DIGITS.test(text) || LEADING_ZERO.test(text) || EXPONENT.test(text) || DATE.test(text)
}
