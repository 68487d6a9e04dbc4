/**
 * Areas by GB/T 2260 code: 110000 is a province, 130200 a city, 110101 a district.
 * Rows that belong to an area carry all three codes, so that a filter is one equality on an index.
 * The whole country has the code 000000 and no filter at all.
 */
export type AreaFilter =
  | { provinceCode: string }
  | { cityCode: string }
  | { districtCode: string }
  | { provinceCode?: undefined }

export type AreaLevel = 'COUNTRY' | 'PROVINCE' | 'CITY' | 'DISTRICT'

/** Six digits (GB/T 2260). */
export const DIVISION_CODE_PATTERN = /^\d{6}$/

export const WHOLE_COUNTRY = '000000'

export function areaLevel(code: string): AreaLevel {
  if (code === WHOLE_COUNTRY) return 'COUNTRY'
  if (code.endsWith('0000')) return 'PROVINCE'
  return code.endsWith('00') ? 'CITY' : 'DISTRICT'
}

/** Filter for the rows of an area and of all below it. */
export function areaFilter(code: string): AreaFilter {
  const level = areaLevel(code)
  if (level === 'COUNTRY') return {}
  if (level === 'PROVINCE') return { provinceCode: code }
  return level === 'CITY' ? { cityCode: code } : { districtCode: code }
}

/**
 * Rows of the area or matching one of `others`. An empty condition inside Prisma's OR matches no row, so the whole
 * country needs an empty filter instead.
 */
export function areaOr<Condition extends object>(area: AreaFilter, ...others: Condition[]) {
  return Object.keys(area).length === 0 ? {} : { OR: [area, ...others] }
}

const PREFIX_LENGTH: Record<AreaLevel, number> = { COUNTRY: 0, PROVINCE: 2, CITY: 4, DISTRICT: 6 }

/** Common prefix of the codes of an area and of all below it. */
export function areaPrefix(code: string): string {
  return code.slice(0, PREFIX_LENGTH[areaLevel(code)])
}

/**
 * The changes an officer sees: those filed for machines of the officer's area, and moves into it.
 * @returns a condition over the columns of `change`
 */
export function changesInArea({ area, divisionCode }: { area: AreaFilter; divisionCode: string }) {
  const prefix = areaPrefix(divisionCode)
  // A range, because a LIKE pattern would not use the index.
  return areaOr(area, { toDistrictCode: { gte: prefix.padEnd(6, '0'), lte: prefix.padEnd(6, '9') } })
}

/** Does the area `code` contain the division `other` (itself included)? */
export function areaContains(code: string, other: string): boolean {
  return other.startsWith(areaPrefix(code))
}

/** Code of the province of a division. */
export function provinceOf(code: string): string {
  return `${code.slice(0, 2)}0000`
}

/** Code of the city of a district. */
export function cityOf(code: string): string {
  return `${code.slice(0, 4)}00`
}

/** The division itself, its city and its province, most specific first; without the country. */
export function areaChain(code: string): string[] {
  return [...new Set([code, cityOf(code), provinceOf(code)])]
}
