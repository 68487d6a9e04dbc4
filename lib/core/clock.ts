/** China has one time zone without daylight saving; bureaus count days in it, whatever the server's zone. */
const CHINA_OFFSET_MINUTES = 8 * 60
export const DAY_MS = 24 * 60 * 60_000

export type Calendar = { holidays: string[]; workdays: string[] }

/** The day in China of an instant, `YYYY-MM-DD`. */
export function chinaDay(at: Date): string {
  return new Date(at.getTime() + CHINA_OFFSET_MINUTES * 60_000).toISOString().slice(0, 10)
}

/** `YYYY-MM-DD HH:mm:ss` in China, as the manual's cards show times. */
export function chinaTime(at: Date): string {
  return new Date(at.getTime() + CHINA_OFFSET_MINUTES * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** `YYYY-MM-DD HH:mm` in China, as lists show times. */
export function chinaMinute(at: Date): string {
  return chinaTime(at).slice(0, 16)
}

/** The first instant of a day in China. */
export function chinaDayStart(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - CHINA_OFFSET_MINUTES * 60_000)
}

/** The end (24:00) of a day in China. */
export function chinaDayEnd(day: string): Date {
  return new Date(chinaDayStart(day).getTime() + DAY_MS)
}

export function isWorkday(day: string, calendar: Calendar): boolean {
  if (calendar.workdays.includes(day)) return true
  if (calendar.holidays.includes(day)) return false
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The end (24:00 in China) of the n-th working day after `from`'s day. */
export function addWorkdays(from: Date, n: number, calendar: Calendar): Date {
  let end = chinaDayEnd(chinaDay(from))
  for (let left = n; left > 0; ) {
    // The end of a day is the first instant of the next.
    if (isWorkday(chinaDay(end), calendar)) left -= 1
    end = new Date(end.getTime() + DAY_MS)
  }
  return end
}
