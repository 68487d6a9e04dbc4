import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { createSeriesEndpoint, listSeriesEndpoint, patchSeriesEndpoint } from './schema'

/** The browser's side of number series. */
export const seriesKeys = {
  all: ['series'] as const,
  lists: () => [...seriesKeys.all, 'list'] as const,
}

/** All series that the area draws from, with what is left of each. */
export function seriesQuery() {
  return queryOptions({
    queryKey: seriesKeys.lists(),
    queryFn: ({ signal }) => apiFetch(listSeriesEndpoint, { signal }),
  })
}

export const createSeries = (body: z.input<typeof createSeriesEndpoint.body>) =>
  apiFetch(createSeriesEndpoint, { body })
export const changeSeries = (id: string, body: z.input<typeof patchSeriesEndpoint.body>) =>
  apiFetch(patchSeriesEndpoint, { params: { id }, body })

/** After a change: the list is read anew. */
export function seriesChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: seriesKeys.lists() })
}
