import { describe, expect, it } from 'vitest'
import { PUBLIC_HOLIDAYS } from '@/lib/core/holidays'
import { NOTICES } from '@/testing/holiday-notices'
import { readHolidayNotice } from './holiday-notice'

const all = (text: string, year?: number) => {
  const notice = readHolidayNotice(text, year)
  const flat = (key: 'holidays' | 'workdays') => notice.holidays.flatMap((each) => each[key]).toSorted()
  return { ...notice, days: flat('holidays'), worked: flat('workdays') }
}
const between = (first: string, last: string, days: readonly string[]) =>
  days.filter((day) => day >= first && day <= last)

describe('a notice of the State Council', () => {
  it.each([
    [
      2021,
      31,
      ['2021-02-07', '2021-02-20', '2021-04-25', '2021-05-08', '2021-09-18', '2021-09-26', '2021-10-09'],
    ],
    [
      2022,
      31,
      ['2022-01-29', '2022-01-30', '2022-04-02', '2022-04-24', '2022-05-07', '2022-10-08', '2022-10-09'],
    ],
    [
      2023,
      27,
      ['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'],
    ],
    [
      2024,
      28,
      [
        '2024-02-04',
        '2024-02-18',
        '2024-04-07',
        '2024-04-28',
        '2024-05-11',
        '2024-09-14',
        '2024-09-29',
        '2024-10-12',
      ],
    ],
    [2025, 28, ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']],
    [2026, 33, ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']],
  ])('%s: %s days off, worked weekends %j', (year, count, worked) => {
    const read = all(NOTICES[year] ?? '')
    expect(read).toMatchObject({ year, doubts: [], worked })
    expect(new Set(read.days).size).toBe(count)
    expect(read.days).toHaveLength(count)
  })

  it('yields the default calendar for 2026', () => {
    const { days, worked } = all(NOTICES[2026] ?? '')
    const of2026 = (list: readonly string[]) => between('2026-01-01', '2026-12-31', list)
    expect(days).toEqual(of2026(PUBLIC_HOLIDAYS.holidays))
    expect(worked).toEqual(of2026(PUBLIC_HOLIDAYS.workdays))
  })

  it('returns every other sentence, and marks those with a day', () => {
    const { unread } = all(NOTICES[2024] ?? '')
    expect(unread.filter(({ dated }) => dated).map(({ text }) => text)).toEqual([
      '鼓励各单位结合带薪年休假等制度落实,安排职工在除夕(2月9日)休息',
      '2023年10月25日',
    ])
    expect(unread.map(({ text }) => text).join()).toContain('妥善安排好值班和安全、保卫等工作')
    expect(all(NOTICES[2024] ?? '').days).not.toContain('2024-02-09')
  })

  it('parses days across New Year and across months', () => {
    expect(between('2022-12-30', '2023-01-03', all(NOTICES[2023] ?? '').days)).toEqual([
      '2022-12-31',
      '2023-01-01',
      '2023-01-02',
    ])
    expect(all('12月31日至次年1月2日放假', 2022).days).toEqual(['2022-12-31', '2023-01-01', '2023-01-02'])
    const worked = '一、元旦:2018年12月30日至2019年1月1日放假调休，共3天。12月29日（星期六）上班。'
    expect(all(worked, 2019)).toMatchObject({ worked: ['2018-12-29'], doubts: [] })
    expect(all(NOTICES[2025] ?? '').days).toEqual(expect.arrayContaining(['2025-01-31', '2025-02-01']))
  })

  it.each([
    ['元旦：1月1日放假，与周末连休。', ['2024-01-01'], []],
    ['元旦：1月1日（周一）放假1天，不调休', ['2024-01-01'], []],
    [
      '春节：2月10日至12日放假调休，2月4日（星期日）、18日（星期日）上班',
      ['2024-02-10', '2024-02-11', '2024-02-12'],
      ['2024-02-04', '2024-02-18'],
    ],
    ['1月1日放假\n2月4日上班', ['2024-01-01'], ['2024-02-04']],
    ['６月１０日放假，与周末\n连休', ['2024-06-10'], []],
    ['10月1日(周二)\n至3日(周四)放假，共3\n天', ['2024-10-01', '2024-10-02', '2024-10-03'], []],
    ['10月1日—2日放假，2天。', ['2024-10-01', '2024-10-02'], []],
  ])('%s', (text, days, worked) => {
    expect(all(text, 2024)).toMatchObject({ days, worked, doubts: [] })
  })

  it.each([
    ['1月1日（周四）至3日（周六）放假，共3天', 2025, '是周三，不是周四'],
    ['1月1日至3日放假，共4天', 2026, '写明 4 天，读到 3 天'],
    ['2月30日放假', 2026, '不是日期'],
    ['12月31日至1月2日放假', 2026, '跨年的请写明年份'],
    ['2月2日（星期一）正常上班', 2026, '不是周末'],
  ])('reports a contradiction in %s of %s: %s', (text, year, message) => {
    expect(all(text, year).doubts.join()).toContain(message)
  })

  it('requires a year if the text has none, and extracts nothing without it', () => {
    expect(all('元旦：1月1日放假')).toMatchObject({ year: null, days: [], unread: [{ dated: true }] })
    expect(all('')).toMatchObject({ year: null, holidays: [], unread: [], doubts: [] })
  })
})
