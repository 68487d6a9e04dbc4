import { type Calendar, DAY_MS } from '@/lib/core/clock'
import type { HolidayNotice } from './holiday-notice'

/** A notice with at least this many holidays covers the whole year; a shorter one is merged into the calendar. */
const WHOLE_YEAR = 5
/** Later days off in December belong to 元旦 of the next year, which next year's notice contains. */
const LAST_DAY = '12-28'

/**
 * Merges a notice into the calendar: a notice of the whole year replaces all of its year, a shorter one only its own days.
 */
export function withNotice(calendar: Calendar, { year, holidays: paragraphs }: HolidayNotice): Calendar {
  const notice = {
    holidays: paragraphs.flatMap(({ holidays }) => holidays),
    workdays: paragraphs.flatMap(({ workdays }) => workdays),
  }
  const noticeDays = new Set([...notice.holidays, ...notice.workdays])
  const coversYear = paragraphs.length >= WHOLE_YEAR
  const remains = (day: string) =>
    !noticeDays.has(day) && !(coversYear && day >= `${year}-01-01` && day <= `${year}-${LAST_DAY}`)
  const merged = (key: keyof Calendar) =>
    [...new Set([...calendar[key].filter(remains), ...notice[key]])].sort()
  return { holidays: merged('holidays'), workdays: merged('workdays') }
}

export type CalendarChange = Record<'holidays' | 'workdays', { added: string[]; removed: string[] }>

/** The difference between two calendars. */
export function calendarChange(from: Calendar, to: Calendar): CalendarChange {
  const change = (key: keyof Calendar) => ({
    added: to[key].filter((day) => !from[key].includes(day)).sort(),
    removed: from[key].filter((day) => !to[key].includes(day)).sort(),
  })
  return { holidays: change('holidays'), workdays: change('workdays') }
}

/** Sorted days as readable spans: `2026-10-01 至 2026-10-07`, or a single day. */
export function daysInSpans(days: readonly string[]): string[] {
  const spans: [string, string][] = []
  for (const day of [...days].sort()) {
    const open = spans.at(-1)
    if (open && Date.parse(day) - Date.parse(open[1]) === DAY_MS) open[1] = day
    else spans.push([day, day])
  }
  return spans.map(([first, last]) => (first === last ? first : `${first} 至 ${last}`))
}
