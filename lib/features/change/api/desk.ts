import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  approveChangeEndpoint,
  getDeskChangeEndpoint,
  listChangeQueueEndpoint,
  returnChangeEndpoint,
} from '../schema/console'

/** Browser API of changes for officers: query keys, query options, calls. */
export const changeKeys = {
  all: ['change'] as const,
  lists: () => [...changeKeys.all, 'list'] as const,
  list: (filter: ChangeFilter) => [...changeKeys.lists(), filter] as const,
  detail: (id: string) => [...changeKeys.all, 'detail', id] as const,
}

export type ChangeFilter = Omit<z.input<typeof listChangeQueueEndpoint.query & z.ZodType>, 'cursor' | 'limit'>

/** One queue, page by page. */
export function changeQueueQuery(filter: ChangeFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: changeKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listChangeQueueEndpoint, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** One change with its machine. */
export function deskChangeQuery(id: string) {
  return queryOptions({
    queryKey: changeKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getDeskChangeEndpoint, { params: { id }, signal }),
  })
}

export const approveChange = (id: string, version: number) =>
  apiFetch(approveChangeEndpoint, { params: { id }, body: { version } })
export const returnChange = (id: string, body: { version: number; comment: string }) =>
  apiFetch(returnChangeEndpoint, { params: { id }, body })

/** The change waiting longest; undefined when the queue is empty. */
export async function oldestWaiting() {
  const { data } = await apiFetch(listChangeQueueEndpoint, { query: { queue: 'waiting', limit: 1 } })
  return data[0]
}

/** After a decision: reloads every list and the change. */
export function changeDecided(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: changeKeys.all })
}
