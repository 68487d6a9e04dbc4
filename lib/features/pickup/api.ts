import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  getPickupEndpoint,
  handOverEndpoint,
  type LookupInput,
  listPickupsEndpoint,
  lookupPickupsEndpoint,
  type PickupQueue,
  revealPickupEndpoint,
} from './schema'

/** The browser's side of the counter. */
export const pickupKeys = {
  all: ['pickup'] as const,
  lists: () => [...pickupKeys.all, 'list'] as const,
  list: (filter: { queue: PickupQueue; q?: string }) => [...pickupKeys.lists(), filter] as const,
  detail: (id: string) => [...pickupKeys.all, 'detail', id] as const,
}

/** What waits or was collected, page after page. */
export function pickupsQuery(filter: { queue: PickupQueue; q?: string }, limit = 50) {
  return infiniteQueryOptions({
    queryKey: pickupKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listPickupsEndpoint, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export function pickupQuery(id: string) {
  return queryOptions({
    queryKey: pickupKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getPickupEndpoint, { params: { id }, signal }),
  })
}

/** A POST, and never kept: phones and ID numbers do not belong into addresses or caches. One page of what is found. */
export const lookupPickups = (input: LookupInput, cursor?: string) =>
  apiFetch(lookupPickupsEndpoint, { body: { ...input, cursor } })
export const handOver = (id: string, body: z.input<typeof handOverEndpoint.body>) =>
  apiFetch(handOverEndpoint, { params: { id }, body })
export const revealPickupParty = (id: string, party: 'OWNER' | 'AGENT') =>
  apiFetch(revealPickupEndpoint, { params: { id }, body: { party } })

/** After a hand-over or a print: lists and that pickup are read anew. */
export function pickupChanged(client: QueryClient, id: string): Promise<void> {
  client.removeQueries({ queryKey: pickupKeys.detail(id) })
  return client.invalidateQueries({ queryKey: pickupKeys.lists() })
}
