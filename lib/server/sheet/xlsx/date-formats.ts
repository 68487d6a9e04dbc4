import { attributeOf, tagsOf } from './xml-text.ts'

/** Ids of Excel's built-in date and time formats, including those of China and Japan (18.8.30). */
const isBuiltIn = (format: number) =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58)

/**
 * The literal parts of a format code: quoted and escaped characters, fill and spacing (`*x`, `_x`), colours, languages
 * and conditions in brackets. `[h]`, `[mm]`, `[ss]` are times.
 */
const NOT_VALUE = /"[^"]*"|\\.|[*_].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi

/** What a date format shows; a cell with only a month or a year contains its first day. */
export type DateForm = 'WHOLE' | 'MONTH' | 'YEAR'

/** yyyy"年"m"月" and mmm-yy. */
const BUILT_IN_MONTHS = new Set([17, 27, 36, 50, 52, 57])

/** The cell formats of a workbook's styles that show a date or a time, by index. */
export function dateFormats(styles: string): Map<string, DateForm> {
  const own = new Map(
    tagsOf(styles, 'numFmt').map((tag) => [
      Number(attributeOf(tag, 'numFmtId')),
      (attributeOf(tag, 'formatCode') ?? '').replaceAll(NOT_VALUE, ''),
    ]),
  )
  const cells = /<(?:[^\s<>:/]+:)?cellXfs[\s>].*?<\/(?:[^\s<>:/]+:)?cellXfs>/s.exec(styles)?.[0] ?? ''
  const dates = new Map<string, DateForm>()
  for (const [place, tag] of tagsOf(cells, 'xf').entries()) {
    const format = Number(attributeOf(tag, 'numFmtId') ?? 0)
    const code = own.get(format)
    const isDate = code === undefined ? isBuiltIn(format) : /[ymdhs]|a{3,4}/i.test(code)
    if (isDate && !/general/i.test(code ?? '')) dates.set(String(place), formOf(format, code))
  }
  return dates
}

function formOf(format: number, code: string | undefined): DateForm {
  if (code === undefined) return BUILT_IN_MONTHS.has(format) ? 'MONTH' : 'WHOLE'
  if (!/y/i.test(code) || /[dhs]|a{3,4}/i.test(code)) return 'WHOLE'
  return /m/i.test(code) ? 'MONTH' : 'YEAR'
}
