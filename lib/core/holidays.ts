import { type Calendar, DAY_MS } from './clock'

/** Every day from the first to the last, `YYYY-MM-DD`. */
function days(first: string, last: string): string[] {
  const found: string[] = []
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`); at += DAY_MS) {
    found.push(new Date(at).toISOString().slice(0, 10))
  }
  return found
}

/**
 * Public holidays and worked weekends of 2026 as the State Council announced them on 2025-11-04. For 2027 only the days
 * fixed by the holiday law (since 2025: 元旦 1, 春节 4 with New Year's Eve, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3): bridge days and
 * worked weekends are announced the autumn before, and an administrator then enters them (setting `calendar`).
 */
export const PUBLIC_HOLIDAYS: Calendar = {
  holidays: [
    ...days('2026-01-01', '2026-01-03'),
    ...days('2026-02-15', '2026-02-23'),
    ...days('2026-04-04', '2026-04-06'),
    ...days('2026-05-01', '2026-05-05'),
    ...days('2026-06-19', '2026-06-21'),
    ...days('2026-09-25', '2026-09-27'),
    ...days('2026-10-01', '2026-10-07'),
    '2027-01-01',
    ...days('2027-02-05', '2027-02-08'),
    '2027-04-05',
    ...days('2027-05-01', '2027-05-02'),
    '2027-06-09',
    '2027-09-15',
    ...days('2027-10-01', '2027-10-03'),
  ],
  workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}

/** Years of which only the days fixed by law are known here. */
export const LAW_ONLY_YEARS: readonly number[] = [2027]
