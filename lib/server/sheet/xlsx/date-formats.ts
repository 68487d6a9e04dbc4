import { attributeOf, tagsOf } from './xml-text'

/** Numbers of formats that Excel has built in for days and times, also those of China and Japan (18.8.30). */
const isBuiltIn = (format: number) =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58)

/**
 * What shows nothing of the value: quoted and escaped signs, what fills or keeps a place (`*x`, `_x`), colours,
 * languages and conditions in brackets. `[h]`, `[mm]`, `[ss]` are times.
 */
const NOT_VALUE = /"[^"]*"|\\.|[*_].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi

/** The cell formats of a workbook's styles that show a date or a time, by their place. */
export function dateFormats(styles: string): Set<string> {
  const own = new Map(
    tagsOf(styles, 'numFmt').map((tag) => [
      Number(attributeOf(tag, 'numFmtId')),
      (attributeOf(tag, 'formatCode') ?? '').replaceAll(NOT_VALUE, ''),
    ]),
  )
  const cells = /<(?:[^\s<>:/]+:)?cellXfs[\s>].*?<\/(?:[^\s<>:/]+:)?cellXfs>/s.exec(styles)?.[0] ?? ''
  const dates = new Set<string>()
  for (const [place, tag] of tagsOf(cells, 'xf').entries()) {
    const format = Number(attributeOf(tag, 'numFmtId') ?? 0)
    const code = own.get(format)
    const isDate = code === undefined ? isBuiltIn(format) : /[ymdhs]|a{3,4}/i.test(code)
    if (isDate && !/general/i.test(code ?? '')) dates.add(String(place))
  }
  return dates
}
