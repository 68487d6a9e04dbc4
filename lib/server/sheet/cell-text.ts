/** What kind of text a column holds: times are times in China, as people read them. */
export type SheetColumn = {
  title: string
  /** Characters of half width. */
  width: number
  kind: 'text' | 'number' | 'day' | 'time'
}
export type TextCell = string | null

const CONTROL = /\p{Cc}/u

/** Without control characters, which nobody sees: what is looked at afterwards is what the reader's program gets. */
export function visible(text: string): string {
  return CONTROL.test(text) ? text.replace(/(?![\t\r\n])\p{Cc}/gu, '') : text
}

/**
 * What a spreadsheet takes for a formula by its first sign (OWASP, CSV injection), also behind spaces, which some
 * programs skip; the full-width twins count in East Asia. A negative number is what it looks like.
 */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/
const NEGATIVE = /^-(0|[1-9]\d{0,10})(\.\d{1,4})?$/

/** Would a spreadsheet run this text? */
export function isFormula(text: string): boolean {
  return FORMULA.test(text) && !NEGATIVE.test(text)
}

/** What a spreadsheet stores otherwise than it stands there: digits cut off, 12E34 as a number, 1-2 or MAR5 as a day. */
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
