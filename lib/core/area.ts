/**
 * Areas by GB/T 2260 code: 110000 is a province, 130200 a city, 110101 a district.
 * Rows that belong to an area carry all three codes, so that a filter is one equality that an index serves.
 */
export type AreaFilter = { provinceCode: string } | { cityCode: string } | { districtCode: string }

export type AreaLevel = 'PROVINCE' | 'CITY' | 'DISTRICT'

export function areaLevel(code: string): AreaLevel {
  if (code.endsWith('0000')) return 'PROVINCE'
  return code.endsWith('00') ? 'CITY' : 'DISTRICT'
}

/** The filter that keeps an area's rows: its own and all below it. */
export function areaFilter(code: string): AreaFilter {
  const level = areaLevel(code)
  if (level === 'PROVINCE') return { provinceCode: code }
  return level === 'CITY' ? { cityCode: code } : { districtCode: code }
}

/** What the codes of an area and of all below it begin with. */
export function areaPrefix(code: string): string {
  const level = areaLevel(code)
  return code.slice(0, level === 'PROVINCE' ? 2 : level === 'CITY' ? 4 : 6)
}

/** Does the area `code` contain the division `other` (itself included)? */
export function areaContains(code: string, other: string): boolean {
  return other.startsWith(areaPrefix(code))
}

/** The division itself, its city and its province, most particular first. */
export function areaChain(code: string): string[] {
  return [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])]
}
