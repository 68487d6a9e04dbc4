import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { reloadQueries } from '@/lib/client/reload-queries'
import {
  copyFilingEndpoint,
  deleteFilingEndpoint,
  type FilingStatus,
  getFilingEndpoint,
  listFilingsEndpoint,
  takeBackConsentEndpoint,
  withdrawFilingEndpoint,
} from '../schema/owner'

/** Client of /api/v1/filings: the filings of the signed-in owner. */
export const ownFilingKeys = {
  all: ['own-filing'] as const,
  lists: () => [...ownFilingKeys.all, 'list'] as const,
  list: (status: FilingStatus | undefined) => [...ownFilingKeys.lists(), status ?? null] as const,
  detail: (id: string) => [...ownFilingKeys.all, 'detail', id] as const,
}

/** 编码登记进展, paginated, newest first. */
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

/** The owner takes back the consent to an agent's filing. */
export const takeBackConsentMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(takeBackConsentEndpoint, { params: { id } }),
  onSuccess: reloadQueries(ownFilingKeys.all),
})

/** Begins a draft for another machine of the same kind. */
export const copyFiling = (id: string) =>
  apiFetch(copyFilingEndpoint, { params: { id }, idempotencyKey: newKey() })

/** Refetches the lists only: the deleted draft's own page is being left. */
export const deleteDraftMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(deleteFilingEndpoint, { params: { id } }),
  onSuccess: reloadQueries(ownFilingKeys.lists()),
})

/** After any change of a filing: refetches the cards and the filing. */
export function ownFilingsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ownFilingKeys.all })
}
