import { addWorkdays, type Calendar, chinaDay, chinaDayEnd, chinaDayStart, DAY_MS } from '@/lib/core/clock'

/** Working days until a review is due and until it warns (setting `review-deadline`; domain.md: 5 and 3). */
export type ReviewDeadline = { days: number; warnDays: number }

export type DueDates = { warnAt: Date; dueAt: Date }

/** An instant of the day of submission; a deadline depends on the day alone. */
export const submissionOf = (day: string) => chinaDayStart(day)

/** When a filing submitted at this time enters the warning state and is due: the ends (24:00 in China) of those working days. */
export function dueDates(
  submittedAt: Date,
  { days, warnDays }: ReviewDeadline,
  calendar: Calendar,
): DueDates {
  return {
    warnAt: addWorkdays(submittedAt, Math.min(warnDays, days), calendar),
    dueAt: addWorkdays(submittedAt, days, calendar),
  }
}

export type DeadlineState = 'IN_TIME' | 'WARNING' | 'OVERDUE'

/** The state of an open filing; the exact instant of the deadline is still in time. */
export function deadlineState(warnAt: Date, dueAt: Date, now: Date): DeadlineState {
  if (now > dueAt) return 'OVERDUE'
  return now > warnAt ? 'WARNING' : 'IN_TIME'
}

/** What was submitted before this instant has had its working days. */
export function overdueBefore(now: Date, days: number, calendar: Calendar): Date {
  let day = chinaDay(now)
  while (addWorkdays(chinaDayStart(day), days, calendar) >= now)
    day = chinaDay(new Date(chinaDayStart(day).getTime() - DAY_MS))
  return chinaDayEnd(day)
}
