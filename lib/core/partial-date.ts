/**
 * A date of which only the year, or year and month, may be known: `2019`, `2019-09` or `2019-09-10`. It is stored and
 * shown with its precision; comparisons use the first and the last day that it may mean.
 */
const PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** No registered machine is older: an earlier year is a typing error. */
export const FIRST_YEAR = 1950

export function isPartialDate(text: string): boolean {
  const parts = PATTERN.exec(text)
  if (!parts) return false
  const [, year, month = '01', day = '01'] = parts
  const at = new Date(`${year}-${month}-${day}T00:00:00.000Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === `${year}-${month}-${day}`
}

/** May both be the same day, as 2019-09 and 2019-09-10? */
export function datesAgree(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

/** The first day that a partial date may mean, `YYYY-MM-DD`. */
export function firstDayOf(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date
}

/** The last day that a partial date may mean, `YYYY-MM-DD`. */
export function lastDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`
  if (date.length !== 7) return date
  const [year = 0, month = 0] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
