import { addWorkdays, chinaDay, isWorkday } from '@/lib/core/clock'
import { PUBLIC_HOLIDAYS } from '@/lib/core/holidays'

const DAY = 86_400_000
const MINUTE = 60_000

/** The n-th working day before today in China, n ≥ 1, at so many minutes after nine. */
export function workdaysAgo(now: Date, n: number, minutes: number): Date {
  let day = Date.parse(`${chinaDay(now)}T00:00:00Z`)
  for (let left = n; left > 0; ) {
    day -= DAY
    if (isWorkday(new Date(day).toISOString().slice(0, 10), PUBLIC_HOLIDAYS)) left -= 1
  }
  // 9:00 in China is 1:00 UTC.
  return new Date(day + 60 * MINUTE + minutes * MINUTE)
}

export function minutesBefore(at: Date, minutes: number): Date {
  return new Date(at.getTime() - minutes * MINUTE)
}

/** Deadlines of a submission by the default rule: warned after three working days, due after five. */
export function deadlines(submittedAt: Date): { warnAt: Date; dueAt: Date } {
  return {
    warnAt: addWorkdays(submittedAt, 3, PUBLIC_HOLIDAYS),
    dueAt: addWorkdays(submittedAt, 5, PUBLIC_HOLIDAYS),
  }
}
