import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { cityOf, provinceOf } from '@/lib/core/area'
import { type DivisionDto, listDivisionsEndpoint } from './schema'

export const divisionKeys = {
  all: ['division'] as const,
  below: (parent: string | undefined) => [...divisionKeys.all, parent ?? null] as const,
  one: (code: string) => [...divisionKeys.all, 'one', code] as const,
}

/** The provinces, or what lies right below a division: they hardly ever change, so asked once. */
export function divisionOptions(parent?: string) {
  return queryOptions({
    queryKey: divisionKeys.below(parent),
    queryFn: ({ signal }) => apiFetch(listDivisionsEndpoint, { query: { parent }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** One division by its code, also one that was abolished: no list has that. */
export function divisionOption(code: string) {
  return queryOptions({
    queryKey: divisionKeys.one(code),
    queryFn: ({ signal }) => apiFetch(listDivisionsEndpoint, { query: { code }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** How a division is named where it may have been abolished since. */
export function shownName({ fullName, ended }: Pick<DivisionDto, 'fullName' | 'ended'>): string {
  return ended ? `${fullName}（已撤销）` : fullName
}

/** The codes of the province and the city above a six-digit code (GB/T 2260: two digits a level). */
export function pathAbove(code: string): [province: string, city: string] {
  return [provinceOf(code), cityOf(code)]
}

const REMEMBERED_AT = 'nrmm.district'
const district = z.object({ code: z.string(), fullName: z.string() })
export type District = z.output<typeof district>

/** The district that was last chosen on this phone: the next machine most likely stands there, too. */
export function rememberedDistrict(): District | null {
  try {
    return district.safeParse(JSON.parse(localStorage.getItem(REMEMBERED_AT) ?? '')).data ?? null
  } catch {
    return null
  }
}

export function rememberDistrict(chosen: District): void {
  try {
    localStorage.setItem(REMEMBERED_AT, JSON.stringify({ code: chosen.code, fullName: chosen.fullName }))
  } catch {
    // No storage: it is only a convenience.
  }
}
