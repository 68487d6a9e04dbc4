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

/** Client of /api/console/pickups. */
export const pickupKeys = {
  all: ['pickup'] as const,
  lists: () => [...pickupKeys.all, 'list'] as const,
  list: (filter: { queue: PickupQueue; q?: string }) => [...pickupKeys.lists(), filter] as const,
  detail: (id: string) => [...pickupKeys.all, 'detail', id] as const,
}

/** Waiting or collected pickups, page by page. */
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

/** One page of results. A POST and never cached, because phones and ID numbers must not get into URLs or caches. */
export const lookupPickups = (input: LookupInput, cursor?: string) =>
  apiFetch(lookupPickupsEndpoint, { body: { ...input, cursor } })
export const handOver = (id: string, body: z.input<typeof handOverEndpoint.body>) =>
  apiFetch(handOverEndpoint, { params: { id }, body })
export const revealPickupParty = (id: string, party: 'OWNER' | 'AGENT') =>
  apiFetch(revealPickupEndpoint, { params: { id }, body: { party } })

/** Invalidates the lists and the pickup after a hand-over or a print. */
export function pickupChanged(client: QueryClient, id: string): Promise<void> {
  client.removeQueries({ queryKey: pickupKeys.detail(id) })
  return client.invalidateQueries({ queryKey: pickupKeys.lists() })
}
