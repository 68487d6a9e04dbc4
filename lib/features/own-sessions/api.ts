import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { endOwnSessionEndpoint, ownSessionsEndpoint } from './schema'

export const ownSessionKeys = { all: ['own-sessions'] as const }

/** Where the signed-in account is signed in. */
export function ownSessionsQuery() {
  return queryOptions({
    queryKey: ownSessionKeys.all,
    queryFn: ({ signal }) => apiFetch(ownSessionsEndpoint, { signal }),
    staleTime: 0,
  })
}

export const endOwnSession = (id: string) => apiFetch(endOwnSessionEndpoint, { params: { id } })
