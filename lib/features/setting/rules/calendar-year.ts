import { type Calendar, DAY_MS, isWorkday } from '@/lib/core/clock'
import { LAW_ONLY_YEARS, PUBLIC_HOLIDAYS } from '@/lib/core/holidays'

/** `off`, `worked`: by the calendar, other than the weekday alone would say. */
export type DayKind = 'workday' | 'weekend' | 'off' | 'worked'

/** A month as rows of a calendar that begin on Monday; null beside its days. */
export type MonthRows = readonly (readonly (string | null)[])[]

/** The twelve months of a year. */
export function monthsOf(year: number): MonthRows[] {
  return Array.from({ length: 12 }, (_, month) => {
    const first = Date.UTC(year, month, 1)
    const days = (Date.UTC(year, month + 1, 1) - first) / DAY_MS
    // Monday is 0.
    const before = (new Date(first).getUTCDay() + 6) % 7
    const cells = [
      ...Array.from({ length: before }, () => null),
      ...Array.from({ length: days }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10)),
    ]
    return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
      cells.slice(week * 7, week * 7 + 7),
    )
  })
}

/** Whether a year holds the days fixed by law as they come with the program, and nothing of a notice. */
export function isPreFilled(year: number, calendar: Calendar): boolean {
  const daysOf = (days: readonly string[]) => days.filter((day) => day.startsWith(`${year}-`)).join()
  return (
    LAW_ONLY_YEARS.includes(year) &&
    daysOf(calendar.workdays) === '' &&
    daysOf(calendar.holidays) === daysOf(PUBLIC_HOLIDAYS.holidays)
  )
}

export function kindOf(day: string, calendar: Calendar): DayKind {
  const weekend = isWeekend(day)
  if (isWorkday(day, calendar)) return weekend ? 'worked' : 'workday'
  return weekend ? 'weekend' : 'off'
}

/** The calendar with one day the other way round: a workday off, a weekend worked, or back to what the weekday says. */
export function withDayTurned(calendar: Calendar, day: string): Calendar {
  const toggled = (days: readonly string[]) =>
    days.includes(day) ? days.filter((each) => each !== day) : [...days, day].sort()
  const { holidays, workdays } = calendar
  return isWeekend(day)
    ? { holidays: holidays.filter((each) => each !== day), workdays: toggled(workdays) }
    : { holidays: toggled(holidays), workdays: workdays.filter((each) => each !== day) }
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
