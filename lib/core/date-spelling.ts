import { halfWidth } from './normalise'

/** The parts of a date text, not yet validated; `time` is the text after the date, or empty. */
export type DateParts = { year: number; month?: number; day?: number; time: string }
type ParsedDate = DateParts | { fault: string } | null

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i
const CHINESE_DIGITS = '零一二三四五六七八九'

/** Normalises dashes, blanks, width and Chinese numerals, and removes weekdays. */
export function normaliseDateText(text: string): string {
  return halfWidth(text)
    .replace(/[‐-―−﹣]/g, '-')
    .replaceAll('。', '.')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[〇○零一二三四五六七八九十]+(?=[年月日号])/g, chineseNumber)
    .replace(/ ?[（(]?(?:星期|礼拜|周)[一二三四五六日天][)）]? ?/, ' ')
    .replace(/ ?([年月/-]) ?(?=\d)/g, '$1')
    .replace(/(\d) (?=[年月日号])/g, '$1')
    .trim()
}

/** 二〇一九 → 2019, 十二 → 12, 二十三 → 23. */
function chineseNumber(text: string): string {
  const digits = text.replace(/[〇○]/g, '零')
  const [tens = '', ones = ''] = digits.split('十')
  const digitOf = (sign: string) => CHINESE_DIGITS.indexOf(sign)
  if (!digits.includes('十')) return [...digits].map(digitOf).join('')
  return String((tens === '' ? 1 : digitOf(tens)) * 10 + (ones === '' ? 0 : digitOf(ones)))
}

const TWO_DIGIT_YEAR = '年份请写四位，如 2019-09-10'
const OF_EITHER_ORDER = '月和日的先后不清楚，请写作 年-月-日，如 2019-09-10'

type Rule = readonly [pattern: RegExp, read: (parts: (string | undefined)[]) => ParsedDate]

const ymd = ([year, month, day, time]: (string | undefined)[]): DateParts => ({
  year: Number(year),
  ...(month === undefined ? {} : { month: Number(month) }),
  ...(day === undefined ? {} : { day: Number(day) }),
  time: time?.trim() ?? '',
})
const withMonthName = (year?: string, name = '', day?: string, time = ''): ParsedDate =>
  MONTH_NAME.test(name)
    ? {
        year: Number(year),
        month: MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1,
        ...(day === undefined ? {} : { day: Number(day) }),
        time: time.trim(),
      }
    : null

/** The first matching pattern decides. Above each are examples of the formats it covers. */
const RULES: readonly Rule[] = [
  // 2019-09-10, 2019/9/10, 2019.9.10, 2019年9月10日, each with or without a time.
  [
    /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:[日号](.*)|(?:$|[ T](.*)))$/i,
    (p) => ymd([p[0], p[1], p[2], p[3] ?? p[4]]),
  ],
  // 2019.1 is what a sheet's number 2019.10 becomes.
  [/^(\d{4})\.1$/, ([year]) => ({ fault: `分不清是 1 月还是 10 月，请写作 ${year}-01 或 ${year}-10` })],
  // 2019-09, 2019/9, 2019.09, 2019年9月, 2019年9月份
  [/^(\d{4})(?:年|[-/.])(\d{1,2})(?:月份?)?$/, ymd],
  // 2019, 2019年
  [/^(\d{4})年?$/, ymd],
  // 201909
  [/^(\d{4})(\d{2})$/, ymd],
  // 20190910, 20190910203000, 202005062030, 20190910T203000Z, 20190910 20:30
  [/^(\d{4})(\d{2})(\d{2})(?:$|[ T](\d{1,2}:.*)$)/i, ymd],
  [
    /^(\d{4})(\d{2})(\d{2})[ T]?(\d{2})(\d{2})(\d{2})?((?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)$/i,
    ([y, m, d, hour, minute, second = '00', rest = '']) =>
      ymd([y, m, d, `${hour}:${minute}:${second}${rest}`]),
  ],
  // 10-Sep-2019, 10 September 2019, with or without a time
  [
    /^(\d{1,2})[- /.]?([a-z]{3,9})\.?[-, /]+(\d{4})(?:$|[ T](.*)$)/i,
    ([day, name, year, time]) => withMonthName(year, name, day, time),
  ],
  // Sep 10, 2019; September 10th 2019; Sep 10 2019 00:00:00 GMT+0800
  [
    /^([a-z]{3,9})\.?[- ](\d{1,2})(?:st|nd|rd|th)?,?[- ](\d{4})(?:$|[ T](.*)$)/i,
    ([name, day, year, time]) => withMonthName(year, name, day, time),
  ],
  // Sep 2019, September-2019
  [/^([a-z]{3,9})\.?[-, /]+(\d{4})$/i, ([name, year]) => withMonthName(year, name)],
  // 2019-Sep-10, 2019 Sep
  [/^(\d{4})[- /]([a-z]{3,9})(?:[- /](\d{1,2}))?$/i, ([year, name, day]) => withMonthName(year, name, day)],
  // Sep-19 (the 19th, or 2019?), 10-Sep, 10-Sep-19
  [
    /^(?:\d{1,2}[- /]?)?([a-z]{3,9})(?:[- /]?\d{2})?$/i,
    ([name = '']) => (MONTH_NAME.test(name) ? { fault: TWO_DIGIT_YEAR } : null),
  ],
  // 9/13/2019 and 13/9/2019 are unambiguous, 9/10/2019 is not.
  [
    /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[ T](.*)$)/i,
    ([one = '', other = '', year, time]) => dayAndMonth(Number(one), Number(other), Number(year), time),
  ],
  // 09/2019
  [/^(\d{1,2})[-/.](\d{4})$/, ([month, year]) => ymd([year, month])],
  // 19-9-10, 19年9月, 19.9, 9/10/19
  [/^\d{2}年|^\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?:$|[ T])/, () => ({ fault: TWO_DIGIT_YEAR })],
]

function dayAndMonth(one: number, other: number, year: number, time = ''): ParsedDate {
  if (one <= 12 && other <= 12 && one !== other) return { fault: OF_EITHER_ORDER }
  const [month, day] = one > 12 ? [other, one] : [one, other]
  return { year, month, day, time: time.trim() }
}

/**
 * Parses a date without checking that the day exists; null when the text is not a date.
 * @param text normalised by `normaliseDateText`
 */
export function parseDateText(text: string): ParsedDate {
  const bare = text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i, '').replace(/ \([^)]*\)$/, '')
  for (const [pattern, read] of RULES) {
    const parts = pattern.exec(bare)
    const found = parts && read(parts.slice(1))
    if (found) return found
  }
  return null
}

const MORNING = /^(?:上午|凌晨|早上|AM)$/i
const EVENING = /^(?:下午|晚上|PM)$/i
const TIME =
  /^(上午|凌晨|早上|下午|晚上|AM|PM)? ?(\d{1,2})(?:[:时点](\d{1,2})分?|[时点])(?::?(\d{1,2})秒?(?:[.,](\d{1,9}))?)? ?(AM|PM)? ?(Z|(?:UTC|GMT)?(?:[+-]\d{1,2}(?::?\d{2})?)?)$/i

/**
 * Parses a time of day: milliseconds since midnight, and the UTC offset in minutes when the text has a zone.
 * @returns null when the text is not a time of day
 */
export function parseTimeText(text: string): { ms: number; zone: number | null } | null {
  const parts = TIME.exec(text)
  if (!parts) return null
  const [, before = '', hourText, minute = '0', second = '0', fraction = '', after = '', zoneText = ''] =
    parts
  const half = before || after
  const hour = hourOf(Number(hourText), half)
  if (hour === null || Number(minute) > 59 || Number(second) > 59) return null
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  const zone = zoneOf(zoneText)
  return { ms: ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms, zone }
}

function hourOf(hour: number, half: string): number | null {
  if (hour > 23) return null
  if (MORNING.test(half)) return hour > 12 ? null : hour % 12
  // 晚上 12:30 is ambiguous: after midnight, or a typing error.
  if (half === '晚上' && hour === 12) return null
  return EVENING.test(half) && hour < 12 ? hour + 12 : hour
}

function zoneOf(text: string): number | null {
  if (text === '') return null
  const parts = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text)
  if (!parts) return 0
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  return parts[1] === '-' ? -minutes : minutes
}
