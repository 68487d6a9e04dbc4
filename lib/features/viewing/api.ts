import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { viewingsEndpoint } from './schema'

/** Who has seen the signed-in account's data, newest first. */
export function viewingsQuery() {
  return infiniteQueryOptions({
    queryKey: ['viewings'],
    queryFn: ({ pageParam, signal }) => apiFetch(viewingsEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  })
}
