import { chinaDay } from '@/lib/core/clock'
import type { Tx } from '@/lib/server/database/db'

/**
 * Divisions come and go (GB/T 2260): only those in force may be chosen.
 * @param day midnight UTC of a day of China's calendar
 */
export function inForce(day: Date) {
  return [
    { OR: [{ validFrom: null }, { validFrom: { lte: day } }] },
    { OR: [{ validTo: null }, { validTo: { gt: day } }] },
  ]
}

/** May a filing name this division: a leaf, in force today in China? */
export async function isDistrictInForce(
  reader: Pick<Tx, 'division'>,
  code: string | null | undefined,
): Promise<boolean> {
  if (!code) return false
  const today = new Date(chinaDay(new Date()))
  return (await reader.division.count({ where: { code, leaf: true, AND: inForce(today) } })) === 1
}
