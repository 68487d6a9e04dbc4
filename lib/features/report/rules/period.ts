import { chinaDay } from '@/lib/core/clock'

/** `2026-11`: the month of an instant in China, or the given number of months before it. */
export function monthOf(at: Date, monthsBefore = 0): string {
  const [year = 0, month = 1] = chinaDay(at).split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - monthsBefore, 1)).toISOString().slice(0, 7)
}

/** `2026-11` → `2025-11` */
export function monthAYearBefore(month: string): string {
  return `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`
}

/** Every month from the first to the last, inclusive. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (
    let at = new Date(`${from}-01T00:00:00Z`);
    ;
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  ) {
    const month = at.toISOString().slice(0, 7)
    if (month > to) return months
    months.push(month)
  }
}

/** More could not be drawn as a chart. */
export const MAX_MONTHS = 120

/**
 * The period of a report; default: twelve months, up to now.
 * @returns null if the months are in the wrong order or too many
 */
export function periodOf(
  query: { from?: string; to?: string },
  now: Date,
): { from: string; to: string } | null {
  const to = query.to ?? monthOf(now)
  const from = query.from ?? monthOf(new Date(`${to}-15T00:00:00Z`), 11)
  const invalid = from > to || monthsBetween(from, to).length > MAX_MONTHS
  return invalid ? null : { from, to }
}
