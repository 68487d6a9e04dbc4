import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDayOf, isPartialDate, lastDayOf } from './partial-date'
import { readDate } from './read-date'

const days = fc
  .date({ min: new Date('1971-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const WIDE = '０１２３４５６７８９'

/** All spellings of a day or a month; each must give the same value. */
function spellings(date: string): unknown[] {
  const [year = '', month = '', day] = date.split('-')
  const [m, d] = [Number(month), Number(day)]
  const wide = (text: string) => text.replace(/\d/g, (digit) => WIDE[Number(digit)] ?? '')
  if (day === undefined) {
    const dotted = m === 1 ? [] : [`${year}.${m}`]
    const texts = [
      `${year}-${m}`,
      `${year}/${month}`,
      `${year}.${month}`,
      `${year}年${m}月`,
      `${year}年${month}月份`,
      ...dotted,
    ]
    return [
      date,
      ...texts,
      ...texts.map(wide),
      ` ${year} 年 ${m} 月 `,
      `${year}${month}`,
      Number(`${year}${month}`),
    ]
  }
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const texts = [`${year}-${m}-${d}`, `${year}/${m}/${d}`, `${year}.${month}.${day}`, `${year}年${m}月${d}日`]
  return [
    ...[date, ...texts, ...texts.map(wide), `${year}${month}${day}`, Number(`${year}${month}${day}`)],
    ...texts.flatMap((text) => [`${text} 0:00`, `${text} 13:05:59`, `${text} 下午 1:05`]),
    ...[
      new Date(midnight),
      new Date(midnight + 86_399_000),
      new Date(midnight - 8 * 3_600_000).toISOString(),
    ],
    `${date}T07:59:59+08:00`,
  ]
}

describe('properties', () => {
  it('one day or month, however spelled, is one value, and what is stored is read as itself', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(10, 7), (day, length) => {
        const date = day.slice(0, length)
        for (const source of spellings(date))
          expect([source, readDate(source)]).toEqual([source, { value: date }])
      }),
    )
  })

  it('whatever comes in: a real date within its first and last day, or a reason', () => {
    const sources = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0129-/.年月日: TZ+') }),
      fc.double(),
    )
    fc.assert(
      fc.property(sources, (source) => {
        const read = readDate(source)
        if ('fault' in read) {
          expect(read.fault).not.toBe('')
          return
        }
        if (read.value === null) return
        const [first, last] = [firstDayOf(read.value), lastDayOf(read.value)]
        expect([read.value, first, last].filter((day) => !isPartialDate(day))).toEqual([])
        expect(first <= last).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
