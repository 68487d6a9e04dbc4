import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  getPickupEndpoint,
  handOverEndpoint,
  handOverTogetherEndpoint,
  type LookupInput,
  listPickupsEndpoint,
  lookupPickupsEndpoint,
  MAX_TOGETHER,
  revealPickupEndpoint,
  unlockPickupEndpoint,
} from './schema'

type PickupFilter = z.input<typeof listPickupsEndpoint.query>

/** Client of /api/console/pickups. */
export const pickupKeys = {
  all: ['pickup'] as const,
  lists: () => [...pickupKeys.all, 'list'] as const,
  list: (filter: PickupFilter) => [...pickupKeys.lists(), filter] as const,
  detail: (id: string) => [...pickupKeys.all, 'detail', id] as const,
}

/** Waiting or collected pickups, page by page. */
export function pickupsQuery(filter: PickupFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: pickupKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listPickupsEndpoint, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** All machines of one owner that wait at the officer's own bureau, up to as many as are handled together; read page by page. */
export function fleetQuery(ownerId: string) {
  const filter = { queue: 'waiting', own: 'true', ownerId, limit: 100 } as const
  return queryOptions({
    queryKey: [...pickupKeys.lists(), 'fleet', ownerId],
    queryFn: async ({ signal }) => {
      const page = (cursor?: string) =>
        apiFetch(listPickupsEndpoint, { query: { ...filter, cursor }, signal })
      let { data, nextCursor } = await page()
      while (nextCursor !== null && data.length < MAX_TOGETHER) {
        const next = await page(nextCursor)
        data = [...data, ...next.data]
        nextCursor = next.nextCursor
      }
      return { data, nextCursor }
    },
    refetchOnWindowFocus: 'always',
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
export const handOverTogether = (body: z.input<typeof handOverTogetherEndpoint.body>) =>
  apiFetch(handOverTogetherEndpoint, { body })
export const unlockPickup = (id: string) => apiFetch(unlockPickupEndpoint, { params: { id } })
export const revealPickupParty = (id: string, party: 'OWNER' | 'AGENT') =>
  apiFetch(revealPickupEndpoint, { params: { id }, body: { party } })

/** Invalidates the lists and the pickups after a hand-over. */
export function pickupsChanged(client: QueryClient, ids: readonly string[]): Promise<void> {
  for (const id of ids) client.removeQueries({ queryKey: pickupKeys.detail(id) })
  return client.invalidateQueries({ queryKey: pickupKeys.lists() })
}
