/**
 * Areas by GB/T 2260 code: 110000 is a province, 130200 a city, 110101 a district.
 * Rows that belong to an area carry all three codes, so that a filter is one equality that an index serves.
 * The whole country has the code 000000 and no filter at all.
 */
export type AreaFilter =
  | { provinceCode: string }
  | { cityCode: string }
  | { districtCode: string }
  | { provinceCode?: undefined }

export type AreaLevel = 'COUNTRY' | 'PROVINCE' | 'CITY' | 'DISTRICT'

export const WHOLE_COUNTRY = '000000'

export function areaLevel(code: string): AreaLevel {
  if (code === WHOLE_COUNTRY) return 'COUNTRY'
  if (code.endsWith('0000')) return 'PROVINCE'
  return code.endsWith('00') ? 'CITY' : 'DISTRICT'
}

/** The filter that keeps an area's rows: its own and all below it. */
export function areaFilter(code: string): AreaFilter {
  const level = areaLevel(code)
  if (level === 'COUNTRY') return {}
  if (level === 'PROVINCE') return { provinceCode: code }
  return level === 'CITY' ? { cityCode: code } : { districtCode: code }
}

/**
 * Rows of the area and those that another condition names. In an OR of Prisma an empty condition holds for no row, so
 * that the whole country would see the others only.
 */
export function areaOr<Condition extends object>(area: AreaFilter, ...others: Condition[]) {
  return Object.keys(area).length === 0 ? {} : { OR: [area, ...others] }
}

const PREFIX_LENGTH: Record<AreaLevel, number> = { COUNTRY: 0, PROVINCE: 2, CITY: 4, DISTRICT: 6 }

/** What the codes of an area and of all below it begin with. */
export function areaPrefix(code: string): string {
  return code.slice(0, PREFIX_LENGTH[areaLevel(code)])
}

/**
 * The changes an officer sees: of machines of his area as they were asked for, and the moves that lead into it.
 * @returns a condition over the columns of `change`
 */
export function changesInArea({ area, divisionCode }: { area: AreaFilter; divisionCode: string }) {
  const prefix = areaPrefix(divisionCode)
  // A range, where a pattern would pass the index by.
  return areaOr(area, { toDistrictCode: { gte: prefix.padEnd(6, '0'), lte: prefix.padEnd(6, '9') } })
}

/** Does the area `code` contain the division `other` (itself included)? */
export function areaContains(code: string, other: string): boolean {
  return other.startsWith(areaPrefix(code))
}

/** The division itself, its city and its province, most particular first; the country owns nothing by itself. */
export function areaChain(code: string): string[] {
  return [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])]
}
