/** `2026-11` → 2026年11月 */
export function monthName(month: string): string {
  const [year, number] = month.split('-')
  return `${year}年${Number(number)}月`
}

/** A share in percent with one digit; — if the whole is 0. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`
}

/** A number of hours, in whole days from three days on; — for null. */
export function formatHours(hours: number | null): string {
  if (hours === null) return '—'
  if (hours < 1) return '不到 1 小时'
  return hours < 72 ? `${hours} 小时` : `${Math.round(hours / 24)} 天`
}
