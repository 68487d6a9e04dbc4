import { type Calendar, DAY_MS } from '@/lib/core/clock'
import type { HolidayNotice } from './holiday-notice'

/** A notice that names as many holidays is that of the whole year; a shorter text adds to what is there. */
const WHOLE_YEAR = 5
/** Later days off in December belong to 元旦 of the next year, which that year's notice tells. */
const LAST_DAY = '12-28'

/**
 * The calendar with a notice in it: of its year nothing else stays, if it is the notice of the whole year. What the notice
 * says of a day always holds against what was there.
 */
export function withNotice(calendar: Calendar, { year, holidays: read }: HolidayNotice): Calendar {
  const told = {
    holidays: read.flatMap(({ holidays }) => holidays),
    workdays: read.flatMap(({ workdays }) => workdays),
  }
  const named = new Set([...told.holidays, ...told.workdays])
  const whole = read.length >= WHOLE_YEAR
  const stays = (day: string) =>
    !named.has(day) && !(whole && day >= `${year}-01-01` && day <= `${year}-${LAST_DAY}`)
  const merged = (key: keyof Calendar) => [...new Set([...calendar[key].filter(stays), ...told[key]])].sort()
  return { holidays: merged('holidays'), workdays: merged('workdays') }
}

export type CalendarChange = Record<'holidays' | 'workdays', { added: string[]; removed: string[] }>

/** Which days one calendar has and the other has not. */
export function calendarChange(from: Calendar, to: Calendar): CalendarChange {
  const change = (key: keyof Calendar) => ({
    added: to[key].filter((day) => !from[key].includes(day)).sort(),
    removed: from[key].filter((day) => !to[key].includes(day)).sort(),
  })
  return { holidays: change('holidays'), workdays: change('workdays') }
}

/** 2026-10-01 to 2026-10-07, and a day alone, in the order of the year: what a person can compare. */
export function daysInSpans(days: readonly string[]): string[] {
  const spans: [string, string][] = []
  for (const day of [...days].sort()) {
    const open = spans.at(-1)
    if (open && Date.parse(day) - Date.parse(open[1]) === DAY_MS) open[1] = day
    else spans.push([day, day])
  }
  return spans.map(([first, last]) => (first === last ? first : `${first} 至 ${last}`))
}
