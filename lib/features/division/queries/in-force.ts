import { chinaDay } from '@/lib/core/clock'
import type { Tx } from '@/lib/server/database/db'

/**
 * Filter: divisions in force on a day (GB/T 2260 changes every year); only those may be chosen.
 * @param day midnight UTC of a day of China's calendar
 */
export function inForce(day: Date) {
  return [
    { OR: [{ validFrom: null }, { validFrom: { lte: day } }] },
    { OR: [{ validTo: null }, { validTo: { gt: day } }] },
  ]
}

/** Is this division a leaf in force today in China, as a filing requires? */
export async function isDistrictInForce(
  reader: Pick<Tx, 'division'>,
  code: string | null | undefined,
): Promise<boolean> {
  if (!code) return false
  const today = new Date(chinaDay(new Date()))
  return (await reader.division.count({ where: { code, leaf: true, AND: inForce(today) } })) === 1
}
