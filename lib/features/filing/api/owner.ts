import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import {
  deleteFilingEndpoint,
  type FilingStatus,
  getFilingEndpoint,
  listFilingsEndpoint,
  withdrawFilingEndpoint,
} from '../schema/owner'

/** The browser's side of /api/v1/filings: what an owner sees of his filings. */
export const ownFilingKeys = {
  all: ['own-filing'] as const,
  lists: () => [...ownFilingKeys.all, 'list'] as const,
  list: (status: FilingStatus | undefined) => [...ownFilingKeys.lists(), status ?? null] as const,
  detail: (id: string) => [...ownFilingKeys.all, 'detail', id] as const,
}

/** 编码登记进展, page after page, newest first. */
export function progressQuery(status?: FilingStatus) {
  return infiniteQueryOptions({
    queryKey: ownFilingKeys.list(status),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listFilingsEndpoint, { query: { status, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export function ownFilingQuery(id: string) {
  return queryOptions({
    queryKey: ownFilingKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getFilingEndpoint, { params: { id }, signal }),
  })
}

export const withdrawFilingMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(withdrawFilingEndpoint, { params: { id } }),
  onSuccess: reloadQueries(ownFilingKeys.all),
})

/** Only the lists are loaded again: the page of the draft that is gone is just being left. */
export const deleteDraftMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(deleteFilingEndpoint, { params: { id } }),
  onSuccess: reloadQueries(ownFilingKeys.lists()),
})

/** After any change of a filing: the cards and the filing itself are read anew. */
export function ownFilingsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ownFilingKeys.all })
}
