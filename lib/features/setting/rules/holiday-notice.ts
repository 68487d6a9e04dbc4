import { type Calendar, DAY_MS } from '@/lib/core/clock'
import { halfWidth } from '@/lib/core/normalise'
import { isPartialDate } from '@/lib/core/partial-date'

/** One paragraph of a notice (一、元旦：…): the days off and the weekends that are worked instead. */
export type NoticeHoliday = { name: string } & Calendar
export type HolidayNotice = {
  /** Of the heading (…关于2026年部分节假日安排的通知); null where the text names none. */
  year: number | null
  holidays: NoticeHoliday[]
  /** What is written and contradicts itself: a weekday, a number of days. Nothing may be taken over before it is cleared. */
  doubts: string[]
  /** Sentences that were not understood. `dated`: they name a day and should be read by a person. */
  unread: { text: string; dated: boolean }[]
}

const DATE = '(?:(?:(?:\\d{4}|今|明|次|翌|当)年)?(?:\\d{1,2}月)?\\d{1,2}日(?:\\([^)]*\\))?)'
const SPAN = `${DATE}(?:(?:至|到|-|~)${DATE})?`
const LIST = `${SPAN}(?:[、,和及]${SPAN})*`
const OFF = '(?:放假(?:调休)?|调休放假|休假|调休|连休)'
const ON = '(?:(?:调休|正常|照常)?上班|补班)'
const AFTER_OFF = '(?:,?(?:共)?\\d+天|,?不调休|,?调休|,?与周末连休)*'
/** 1月1日(周四)至3日(周六)放假调休,共3天 — or — 2月14日(周六)、2月28日(周六)上班 */
const CLAUSE = new RegExp(`(${LIST})(?:(${ON})|,?(${OFF})(${AFTER_OFF}))`, 'y')
const NAME = /^(?:[一二三四五六七八九十]+、|\(?\d+\)?[.、])?([^:,。()\d]{1,20}):/
/** …的通知: and 现将…调整如下: before the first days of a notice that has no paragraphs. */
const HEADING = /^[^:]*(?:通知|如下):(?=.)/
const WEEKDAYS = '日一二三四五六'
/** Longer holidays do not exist: two dates of which one was misread. */
const MOST_DAYS = 31

/**
 * Reads a notice of holidays as the State Council's office writes it each autumn (国务院办公厅关于…年部分节假日安排的通知).
 * Nothing is dropped: what is no date of a holiday is told in `unread`.
 * @param text as it is pasted
 * @param asked the year, where the text has none
 */
export function readHolidayNotice(text: string, asked: number | null = null): HolidayNotice {
  const sentences = sentencesOf(text)
  const year = yearOf(sentences) ?? asked
  let current: NoticeHoliday = { name: '', holidays: [], workdays: [] }
  const notice: HolidayNotice = { year, holidays: [current], doubts: [], unread: [] }
  for (const whole of sentences) {
    const sentence = whole.replace(HEADING, '')
    const name = NAME.exec(sentence)
    if (name?.[1]) {
      current = { name: name[1], holidays: [], workdays: [] }
      notice.holidays.push(current)
    }
    readSentence(sentence.slice(name?.[0].length ?? 0), whole, current, notice)
  }
  notice.holidays = notice.holidays.filter(({ holidays, workdays }) => holidays.length + workdays.length > 0)
  return notice
}

/** Blanks go; a line that was broken inside a date is put together; a full stop or another line ends a sentence. */
function sentencesOf(text: string): string[] {
  return (
    halfWidth(text)
      .replace(/[‐-―−﹣～〜]/g, '-')
      .replace(/[，；]/g, ',')
      .replace(/：/g, ':')
      .replace(/[^\S\n\r]+/g, '')
      .replace(/[\r\n]+/g, '\n')
      // No look-behind: a browser that does not know it refuses the whole file.
      .replace(/([\d年月至到(、,-])\n/g, '$1')
      .replace(/\n(?=[日月年)。、,至到-]|\d+天)/g, '')
      .split(/[。;\n]/)
      .filter((sentence) => sentence !== '')
  )
}

function yearOf(sentences: readonly string[]): number | null {
  const named = sentences.flatMap(
    (each) => /(\d{4})年(?:的)?[^\d,:年]{0,8}?(?:假日|假期|节日)/.exec(each)?.[1] ?? [],
  )
  return named[0] === undefined ? null : Number(named[0])
}

function readSentence(clauses: string, whole: string, current: NoticeHoliday, notice: HolidayNotice): void {
  const doubt = (message: string) => notice.doubts.push(`“${whole}”：${message}`)
  let at = 0
  while (at < clauses.length) {
    CLAUSE.lastIndex = at
    const found = CLAUSE.exec(clauses)
    if (!found || notice.year === null) break
    const [text, list = '', worked, , after = ''] = found
    const days = daysOf(list, notice.year, worked ? current.holidays[0] : undefined, doubt)
    if (worked) {
      for (const day of days.filter((each) => !isWeekend(each))) doubt(`${day} 不是周末，不需要调休上班`)
      current.workdays.push(...days)
    } else {
      const told = /(\d+)天/.exec(after)?.[1]
      if (told && Number(told) !== days.length) doubt(`写明 ${told} 天，读到 ${days.length} 天`)
      current.holidays.push(...days)
    }
    at += text.length
    if (clauses[at] === ',') at += 1
  }
  if (at >= clauses.length && clauses !== '') return
  const text = at === 0 ? whole : clauses.slice(at)
  if (text !== '') notice.unread.push({ text, dated: /\d{1,2}日/.test(text) })
}

type Part = { year: string; month: string; day: string; note: string }

/** @param near days of the same paragraph: a worked weekend lies beside them, also across New Year */
function daysOf(
  list: string,
  year: number,
  near: string | undefined,
  doubt: (message: string) => void,
): string[] {
  let month = 0
  const days: string[] = []
  // A comma inside brackets (农历除夕、周二) divides nothing.
  for (const span of list.match(new RegExp(SPAN, 'g')) ?? []) {
    const [first, last] = [
      ...span.matchAll(/(?:(\d{4}|今|明|次|翌|当)年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?/g),
    ].map(
      ([, told = '', monthText = '', day = '', note = '']): Part => ({
        year: told,
        month: monthText,
        day,
        note,
      }),
    )
    if (!first) continue
    const begin = dateOf(first, year, month, near)
    month = Number(first.month || month)
    const end = last ? dateOf(last, yearAt(begin), month, undefined) : begin
    if (last) month = Number(last.month || month)
    days.push(...spanOf(begin, end, first, last, doubt))
  }
  return days
}

const yearAt = (date: string) => Number(date.slice(0, 4))

function dateOf(part: Part, year: number, month: number, near: string | undefined): string {
  const next = /[明次翌]/.test(part.year) ? 1 : 0
  const told = /^\d{4}$/.test(part.year) ? Number(part.year) : year + next
  const inYear = (each: number) =>
    `${each}-${String(part.month || month).padStart(2, '0')}-${part.day.padStart(2, '0')}`
  if (part.year !== '' || near === undefined) return inYear(told)
  const distance = (date: string) => Math.abs(Date.parse(date) - Date.parse(near))
  return [told - 1, told, told + 1].map(inYear).reduce((a, b) => (distance(b) < distance(a) ? b : a))
}

/** Every day from the first to the last, if both exist, are in order and fall on the weekdays that are written. */
function spanOf(
  begin: string,
  end: string,
  first: Part,
  last: Part | undefined,
  doubt: (message: string) => void,
): string[] {
  const missing = [begin, end].find((date) => date.length !== 10 || !isPartialDate(date))
  if (missing) {
    doubt(`${missing} 不是日期`)
    return []
  }
  const count = (Date.parse(end) - Date.parse(begin)) / DAY_MS + 1
  if (count < 1 || count > MOST_DAYS) {
    doubt('起止日期的先后不对，跨年的请写明年份')
    return []
  }
  const told: [string, string][] = [[begin, first.note]]
  if (last) told.push([end, last.note])
  for (const [date, note] of told) {
    const weekday = WEEKDAYS[new Date(date).getUTCDay()] ?? ''
    const written = /(?:周|星期|礼拜)([一二三四五六日天])/.exec(note)?.[1]?.replace('天', '日')
    if (written && written !== weekday) doubt(`${date} 是周${weekday}，不是周${written}，请核对年份`)
  }
  return Array.from({ length: count }, (_, n) =>
    new Date(Date.parse(begin) + n * DAY_MS).toISOString().slice(0, 10),
  )
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(date).getUTCDay())
}
