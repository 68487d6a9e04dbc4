/** A column of an export; days and times are texts in China's time zone. */
export type SheetColumn = {
  title: string
  /** In half-width characters. */
  width: number
  kind: 'text' | 'number' | 'day' | 'time'
}
export type TextCell = string | null

const CONTROL = /\p{Cc}/u

/** Removes control characters, so that later checks see the text as the spreadsheet program does. */
export function withoutControls(text: string): string {
  return CONTROL.test(text) ? text.replace(/(?![\t\r\n])\p{Cc}/gu, '') : text
}

/**
 * Texts that a spreadsheet takes for a formula by the first character (OWASP, CSV injection), also after spaces, which
 * some programs skip, and in full width, for East Asia. A negative number is not one.
 */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/
const NEGATIVE = /^-(0|[1-9]\d{0,10})(\.\d{1,4})?$/

/** Would a spreadsheet evaluate this text as a formula? */
export function isFormula(text: string): boolean {
  return FORMULA.test(text) && !NEGATIVE.test(text)
}

/** Texts that a spreadsheet converts: long numbers lose digits, 12E34 becomes a number, 1-2 or MAR5 a date. */
const CHANGED = [
  /^\d{12,}$/,
  /^0\d+$/,
  /^\d+(\.\d*)?E[+-]?\d+$/i,
  /^\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?$/,
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]?\d{1,4}$/i,
  /^\d{1,4}[- ]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/i,
]

export function changesInSpreadsheet(text: string): boolean {
  return CHANGED.some((pattern) => pattern.test(text))
}
