/** Figures as a paper tells them. */

/** 12345 → 12,345. */
export function counted(count: number): string {
  return count.toLocaleString('en-US')
}

/** A share in percent with one digit; — where there is nothing to have a share of. */
export function rateOf(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`
}

/** Hours of a median: exact below three days, whole days above. */
export function tookOf(hours: number | null): string {
  if (hours === null) return '—'
  if (hours < 1) return '不到 1 小时'
  return hours < 72 ? `${hours} 小时` : `${Math.round(hours / 24)} 天`
}
