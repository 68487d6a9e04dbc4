import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDayOf, isPartialDate, lastDayOf } from './partial-date'
import { readDate, readMoment } from './read-date'

const UNKNOWN = 'unknown'
const REFUSED = 'refused'
function resultOf(source: unknown): string | null {
  const read = readDate(source)
  if ('fault' in read) return REFUSED
  return read.warning === undefined ? read.value : UNKNOWN
}

describe('a date as much as it tells', () => {
  it.each([
    // A month, a year.
    ['2019年9月', '2019-09'],
    ['2019年09月份', '2019-09'],
    ['２０１９年９月', '2019-09'],
    ['二〇一九年九月', '2019-09'],
    ['2019 年 9 月', '2019-09'],
    ['2019.09', '2019-09'],
    ['2019.9', '2019-09'],
    ['2019.12', '2019-12'],
    [2019.09, '2019-09'],
    ['2019-09', '2019-09'],
    ['2019-9', '2019-09'],
    ['2019—09', '2019-09'],
    ['2019/9', '2019-09'],
    ['201909', '2019-09'],
    [201909, '2019-09'],
    ['09/2019', '2019-09'],
    ['Sep 2019', '2019-09'],
    ['September-2019', '2019-09'],
    ['2019', '2019'],
    [2019, '2019'],
    ['2019年', '2019'],
    ['二○一九年', '2019'],
    // A day.
    ['2019-9-10', '2019-09-10'],
    ['2019.9.10', '2019-09-10'],
    ['2019。9。10', '2019-09-10'],
    ['2019/09/10', '2019-09-10'],
    ['2019年9月10日', '2019-09-10'],
    ['2019年9月10号', '2019-09-10'],
    ['2019年9月10日（星期二）', '2019-09-10'],
    ['二〇一九年十二月三十一日', '2019-12-31'],
    ['20190910', '2019-09-10'],
    [20190910, '2019-09-10'],
    ['10-Sep-2019', '2019-09-10'],
    ['10 September 2019', '2019-09-10'],
    ['Sept 10, 2019', '2019-09-10'],
    ['2019-Sep-10', '2019-09-10'],
    ['9/13/2019', '2019-09-13'],
    ['13/9/2019', '2019-09-13'],
    ['9/9/2019', '2019-09-09'],
    // A time without zone is Chinese.
    ['2019-09-10T00:00:00', '2019-09-10'],
    ['2019-09-10T23:59:59.9999999', '2019-09-10'],
    ['2019/9/10 0:00', '2019-09-10'],
    ['2019/9/10 0:00:00', '2019-09-10'],
    ['2019-09-10 00:00:00.0', '2019-09-10'],
    ['2019-9-10 下午 11:30', '2019-09-10'],
    ['2019/9/10 上午 12:00:00', '2019-09-10'],
    ['2019年9月10日 20时30分', '2019-09-10'],
    ['20190910203000', '2019-09-10'],
    ['201909102030', '2019-09-10'],
    ['20190910 20:30', '2019-09-10'],
    // An instant has its day in China.
    ['2019-09-09T16:00:00.000Z', '2019-09-10'],
    ['2019-09-09T15:59:59.999Z', '2019-09-09'],
    ['2019-09-10T00:00:00+08:00', '2019-09-10'],
    ['2019-09-09 18:00:00 +02:00', '2019-09-10'],
    ['20190909T160000Z', '2019-09-10'],
    ['Tue Sep 10 2019 00:00:00 GMT+0800 (中国标准时间)', '2019-09-10'],
    ['Mon, 09 Sep 2019 16:00:00 GMT', '2019-09-10'],
    [1_568_044_800_000, '2019-09-10'],
    ['1568044800', '2019-09-10'],
    // Sheets: their cells have no zone and miss by fractions of a second; serial numbers.
    [new Date('2019-09-10T00:00:00Z'), '2019-09-10'],
    [new Date('2019-09-09T23:59:59.999Z'), '2019-09-10'],
    [new Date('2019-09-10T23:59:58Z'), '2019-09-10'],
    [43_718, '2019-09-10'],
    ['43718', '2019-09-10'],
    [43_718.999_9, '2019-09-10'],
    // Nothing.
    ['', null],
    ['  ', null],
    [null, null],
    [undefined, null],
  ])('%s → %s', (source, expected) => expect(resultOf(source)).toBe(expected))

  it.each([
    ...[
      '不详',
      '无',
      '/',
      '—',
      '-',
      '——',
      '－',
      '未知',
      '不清楚',
      '不祥',
      '不明',
      'N/A',
      'null',
      '？',
      '*',
      '\\',
      '暂无',
    ],
    ...['1900-01-01', '1900/1/0', '1899-12-30', '1900/1/1 0:00', '1904-01-01', '1970-01-01', '0', 0, 1],
    ...['1970-01-01 08:00:00', '1969-12-31T16:00:00.000Z', '1970-01-01T00:00:00Z'],
    ...[new Date('1899-12-30T00:00:00Z'), new Date('1899-12-31T00:00:00Z'), new Date('1904-01-01T00:00:00Z')],
  ])('%s is unknown, told with its reason', (source) => expect(resultOf(source)).toBe(UNKNOWN))

  it.each([
    ...[
      '0000-00-00',
      '0000-00-00 00:00:00',
      '0001-01-01',
      '2019-02-29',
      '2019-02-30',
      '2019-13-01',
      '201913',
      '2019-13',
    ],
    ...['2019-09-00', '2019-00-00', '2019-09-31', '9999-12-31', '2919-09-10', '1919-09-10'],
    ...['19-9-10', '19.9', '19年9月', '10-Sep-19', 'Sep-19', 'Sep19', '10-Sep', '9/10/19', '9-10'],
    ...[
      '9/10/2019',
      '10.09.2019',
      '2019.1',
      2019.1,
      '昨天',
      '约2019年',
      '2019年上半年',
      '2019-2020',
      '2019年左右',
    ],
    ...[
      '2019-09-10 25:00',
      '2019-09-10 上午 13:00',
      '2019-09-10 中文',
      '2019-09-10 8',
      '2019-09-10 晚上 12:30',
    ],
    ...['Tue Sep 10 00:00:00 CST 2019', '2020050620', '13800138000', 20_199, '20199', 12, -5, Number.NaN],
    ...[true, {}, [], new Date(Number.NaN), 'XCMG18', '10-Foo-2019'],
  ])('%s is refused', (source) => expect(resultOf(source)).toBe(REFUSED))

  it('says how to mend what can be understood in two ways', () => {
    expect(readDate('2019.1')).toEqual({ fault: '分不清是 1 月还是 10 月，请写作 2019-01 或 2019-10' })
    expect(readDate('9/10/2019')).toHaveProperty('fault', expect.stringContaining('年-月-日'))
    expect(readDate('Sep-19')).toHaveProperty('fault', expect.stringContaining('四位'))
    expect(readDate('1900-01-01')).toHaveProperty('warning', '1900-01-01 是系统的空日期，按不详处理，未载入')
  })
})

describe('an instant with what is known of it', () => {
  it.each([
    ['2020-05-06', '2020-05-05T16:00:00.000Z', 'DAY'],
    ['2020年5月', '2020-04-30T16:00:00.000Z', 'MONTH'],
    ['2020.5', '2020-04-30T16:00:00.000Z', 'MONTH'],
    ['2020', '2019-12-31T16:00:00.000Z', 'YEAR'],
    ['2020-05-06T20:30:00', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['2020-05-06T16:00:00.000Z', '2020-05-06T16:00:00.000Z', 'DAY'],
    ['2020-05-06T16:00:00.250Z', '2020-05-06T16:00:00.250Z', 'TIME'],
    ['2020-05-06 20:30:00', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['2020/5/6 20:30', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['2020/5/6 8:30 PM', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['2020-5-6 下午 8:30', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['20200506203000', '2020-05-06T12:30:00.000Z', 'TIME'],
    [1_588_768_200_000, '2020-05-06T12:30:00.000Z', 'TIME'],
    ['1588768200', '2020-05-06T12:30:00.000Z', 'TIME'],
    [new Date('2020-05-06T20:30:00Z'), '2020-05-06T12:30:00.000Z', 'TIME'],
    [43_957.854_166_666_664, '2020-05-06T12:30:00.000Z', 'TIME'],
    ['2020-05-06T00:00:00', '2020-05-05T16:00:00.000Z', 'DAY'],
  ])('%s → %s, %s', (source, at, precision) => {
    expect(readMoment(source)).toEqual({ value: { at: new Date(at), precision } })
  })

  it.each([null, '', '不详', '1900-01-01', '1970-01-01', '2019-02-30', {}])('%s is refused', (source) => {
    expect(readMoment(source)).toHaveProperty('fault')
  })
})

const days = fc
  .date({ min: new Date('1971-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const WIDE = '０１２３４５６７８９'

/** Every way a day or a month is spelled: the same comes out. */
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
        if ('fault' in read) return read.fault !== ''
        if (read.value === null) return true
        const [first, last] = [firstDayOf(read.value), lastDayOf(read.value)]
        return isPartialDate(read.value) && isPartialDate(first) && isPartialDate(last) && first <= last
      }),
      { numRuns: 2000 },
    )
  })
})
