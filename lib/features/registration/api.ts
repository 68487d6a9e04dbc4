import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { pendingActKeys } from '@/lib/features/second-person/api'
import { createSeriesEndpoint, deleteSeriesEndpoint, listSeriesEndpoint, patchSeriesEndpoint } from './schema'

/** Client of /api/console/series. */
export const seriesKeys = {
  all: ['series'] as const,
  lists: () => [...seriesKeys.all, 'list'] as const,
}

/** All series that the area draws numbers from. */
export function seriesQuery() {
  return queryOptions({
    queryKey: seriesKeys.lists(),
    queryFn: ({ signal }) => apiFetch(listSeriesEndpoint, { signal }),
  })
}

const onSuccess = reloadQueries(seriesKeys.lists(), pendingActKeys.all)

export const createSeriesMutation = mutationOptions({
  mutationFn: (body: z.input<typeof createSeriesEndpoint.body>) => apiFetch(createSeriesEndpoint, { body }),
  onSuccess,
})

type SeriesChange = z.input<typeof patchSeriesEndpoint.body> & { id: string }

export const changeSeriesMutation = mutationOptions({
  mutationFn: ({ id, ...body }: SeriesChange) => apiFetch(patchSeriesEndpoint, { params: { id }, body }),
  onSuccess,
})

type SeriesDeletion = z.input<typeof deleteSeriesEndpoint.body> & { id: string }

export const deleteSeriesMutation = mutationOptions({
  mutationFn: ({ id, ...body }: SeriesDeletion) => apiFetch(deleteSeriesEndpoint, { params: { id }, body }),
  onSuccess,
})
