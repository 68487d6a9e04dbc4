import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { pendingActKeys } from '@/lib/features/second-person/api'
import {
  type DecideDispute,
  decideDisputeEndpoint,
  listDisputesEndpoint,
  type OpenDispute,
  openDisputeEndpoint,
  ownDisputesEndpoint,
} from './schema'

export const disputeKeys = { all: ['dispute'] as const }

export function ownDisputesQuery() {
  return infiniteQueryOptions({
    queryKey: [...disputeKeys.all, 'own'],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(ownDisputesEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  })
}

export const openDisputeMutation = mutationOptions({
  mutationFn: (body: OpenDispute) => apiFetch(openDisputeEndpoint, { body }),
  onSettled: (_data, _error, _body, _result, { client }) =>
    client.invalidateQueries({ queryKey: disputeKeys.all }),
})

/** Of the officer's area: those that wait or not, or one. */
export function disputesQuery(which: { open: 'true' | 'false' } | { id: string }) {
  return infiniteQueryOptions({
    queryKey: [...disputeKeys.all, 'office', which],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listDisputesEndpoint, { query: { cursor: pageParam, ...which }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  })
}

export const decideDisputeMutation = mutationOptions({
  mutationFn: ({ id, ...body }: DecideDispute & { id: string }) =>
    apiFetch(decideDisputeEndpoint, { params: { id }, body }),
  onSettled: (_data, _error, _body, _result, { client }) =>
    Promise.all(
      [disputeKeys.all, pendingActKeys.all, filingKeys.counts()].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    ),
})
