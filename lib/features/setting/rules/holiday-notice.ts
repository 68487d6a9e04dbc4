import { type Calendar, DAY_MS } from '@/lib/core/clock'
import { halfWidth } from '@/lib/core/normalise'
import { isPartialDate } from '@/lib/core/partial-date'

/** One paragraph of a notice (一、元旦：…): its days off and worked weekends. */
export type NoticeHoliday = { name: string } & Calendar
export type HolidayNotice = {
  /** From the heading (…关于2026年部分节假日安排的通知); null if the text contains none. */
  year: number | null
  holidays: NoticeHoliday[]
  /** Contradictions in the text, such as a wrong weekday or number of days; they must be resolved before it is applied. */
  doubts: string[]
  /** Sentences that could not be parsed. `dated`: they contain a day and need a person's attention. */
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
/** The introduction (…的通知: or 现将…调整如下:) of a notice without paragraphs. */
const HEADING = /^[^:]*(?:通知|如下):(?=.)/
const WEEKDAYS = '日一二三四五六'
/** No holiday is longer: one of its dates must have been misread. */
const MAX_DAYS = 31

/**
 * Parses the holiday notice that the State Council publishes each autumn (国务院办公厅关于…年部分节假日安排的通知).
 * Nothing is dropped: text that is not parsed is returned in `unread`.
 * @param text as pasted
 * @param defaultYear used if the text has no year
 */
export function readHolidayNotice(text: string, defaultYear: number | null = null): HolidayNotice {
  const sentences = sentencesOf(text)
  const year = yearOf(sentences) ?? defaultYear
  let current: NoticeHoliday = { name: '', holidays: [], workdays: [] }
  const notice: HolidayNotice = { year, holidays: [current], doubts: [], unread: [] }
  for (const original of sentences) {
    const sentence = original.replace(HEADING, '')
    const name = NAME.exec(sentence)
    if (name?.[1]) {
      current = { name: name[1], holidays: [], workdays: [] }
      notice.holidays.push(current)
    }
    readSentence(sentence.slice(name?.[0].length ?? 0), original, current, notice)
  }
  notice.holidays = notice.holidays.filter(({ holidays, workdays }) => holidays.length + workdays.length > 0)
  return notice
}

/** Removes spaces, joins lines that break inside a date, and splits at full stops, semicolons and line breaks. */
function sentencesOf(text: string): string[] {
  return (
    halfWidth(text)
      .replace(/[‐-―−﹣～〜]/g, '-')
      .replace(/[，；]/g, ',')
      .replace(/：/g, ':')
      .replace(/[^\S\n\r]+/g, '')
      .replace(/[\r\n]+/g, '\n')
      // No look-behind: old browsers reject the whole file because of it.
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

function readSentence(
  clauses: string,
  original: string,
  current: NoticeHoliday,
  notice: HolidayNotice,
): void {
  const doubt = (message: string) => notice.doubts.push(`“${original}”：${message}`)
  let index = 0
  while (index < clauses.length) {
    CLAUSE.lastIndex = index
    const found = CLAUSE.exec(clauses)
    if (!found || notice.year === null) break
    const [text, list = '', worked, , after = ''] = found
    const days = daysOf(list, notice.year, worked ? current.holidays[0] : undefined, doubt)
    if (worked) {
      for (const day of days.filter((each) => !isWeekend(each))) doubt(`${day} 不是周末，不需要调休上班`)
      current.workdays.push(...days)
    } else {
      const stated = /(\d+)天/.exec(after)?.[1]
      if (stated && Number(stated) !== days.length) doubt(`写明 ${stated} 天，读到 ${days.length} 天`)
      current.holidays.push(...days)
    }
    index += text.length
    if (clauses[index] === ',') index += 1
  }
  if (index >= clauses.length && clauses !== '') return
  const text = index === 0 ? original : clauses.slice(index)
  if (text !== '') notice.unread.push({ text, dated: /\d{1,2}日/.test(text) })
}

type Part = { year: string; month: string; day: string; note: string }

/** @param near a day of the same paragraph: a worked weekend is close to it, even across New Year */
function daysOf(
  list: string,
  year: number,
  near: string | undefined,
  doubt: (message: string) => void,
): string[] {
  let month = 0
  const days: string[] = []
  // Matching spans, not splitting at commas: brackets may contain one (农历除夕、周二).
  for (const span of list.match(new RegExp(SPAN, 'g')) ?? []) {
    const [first, last] = [
      ...span.matchAll(/(?:(\d{4}|今|明|次|翌|当)年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?/g),
    ].map(
      ([, yearText = '', monthText = '', day = '', note = '']): Part => ({
        year: yearText,
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
  const likely = /^\d{4}$/.test(part.year) ? Number(part.year) : year + next
  const inYear = (each: number) =>
    `${each}-${String(part.month || month).padStart(2, '0')}-${part.day.padStart(2, '0')}`
  if (part.year !== '' || near === undefined) return inYear(likely)
  const distance = (date: string) => Math.abs(Date.parse(date) - Date.parse(near))
  return [likely - 1, likely, likely + 1].map(inYear).reduce((a, b) => (distance(b) < distance(a) ? b : a))
}

/** Every day from the first to the last; reports dates that do not exist, are out of order or have a wrong weekday. */
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
  if (count < 1 || count > MAX_DAYS) {
    doubt('起止日期的先后不对，跨年的请写明年份')
    return []
  }
  const notes: [string, string][] = [[begin, first.note]]
  if (last) notes.push([end, last.note])
  for (const [date, note] of notes) {
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
