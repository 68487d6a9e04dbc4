import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { listDivisionsEndpoint } from './schema'

export const divisionKeys = {
  all: ['division'] as const,
  below: (parent: string | undefined) => [...divisionKeys.all, parent ?? null] as const,
}

/** The provinces, or what lies right below a division: they hardly ever change, so asked once. */
export function divisionOptions(parent?: string) {
  return queryOptions({
    queryKey: divisionKeys.below(parent),
    queryFn: ({ signal }) => apiFetch(listDivisionsEndpoint, { query: { parent }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
