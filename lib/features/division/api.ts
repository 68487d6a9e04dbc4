import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { areaLevel, cityOf, provinceOf } from '@/lib/core/area'
import { type DivisionDto, listDivisionsEndpoint } from './schema'

export const divisionKeys = {
  all: ['division'] as const,
  below: (parent: string | undefined) => [...divisionKeys.all, parent ?? null] as const,
  one: (code: string) => [...divisionKeys.all, 'one', code] as const,
}

/** The provinces, or the children of a division; cached for the session, since they hardly ever change. */
export function divisionOptions(parent?: string) {
  return queryOptions({
    queryKey: divisionKeys.below(parent),
    queryFn: ({ signal }) => apiFetch(listDivisionsEndpoint, { query: { parent }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** One division by code, including abolished ones, which no list contains. */
export function divisionOption(code: string) {
  return queryOptions({
    queryKey: divisionKeys.one(code),
    queryFn: ({ signal }) => apiFetch(listDivisionsEndpoint, { query: { code }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Full name of a division, marked when it was abolished. */
export function shownName({ fullName, ended }: Pick<DivisionDto, 'fullName' | 'ended'>): string {
  return ended ? `${fullName}（已撤销）` : fullName
}

/** The codes of the province and the city above a six-digit code (GB/T 2260: two digits a level). */
export function pathAbove(code: string): [province: string, city: string] {
  return [provinceOf(code), cityOf(code)]
}

/** Parents of the lists in which the name of an area usually stands (useAreaName reads them in this order). */
export function parentsToName(code: string): (string | undefined)[] {
  const level = areaLevel(code)
  if (level === 'COUNTRY') return []
  if (level === 'PROVINCE') return [undefined]
  const [province, city] = pathAbove(code)
  return level === 'CITY' ? [province] : [province, city]
}

const STORAGE_KEY = 'nrmm.district'
const district = z.object({ code: z.string(), fullName: z.string() })
export type District = z.output<typeof district>

/** The district last chosen on this phone, as a suggestion for the next machine. */
export function rememberedDistrict(): District | null {
  try {
    return district.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '')).data ?? null
  } catch {
    return null
  }
}

export function rememberDistrict(chosen: District): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ code: chosen.code, fullName: chosen.fullName }))
  } catch {
    // No storage available: only a convenience is lost.
  }
}
