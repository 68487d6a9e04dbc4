import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { deleteSavedSearchEndpoint, listSavedSearchesEndpoint, saveSearchEndpoint } from './schema'

/** The browser's side of /api/console/saved-searches. */
export const savedSearchKeys = { all: ['saved-search'] as const }

export function savedSearchesQuery() {
  return queryOptions({
    queryKey: savedSearchKeys.all,
    queryFn: async ({ signal }) => (await apiFetch(listSavedSearchesEndpoint, { signal })).data,
  })
}

export const saveSearch = (name: string, query: string) =>
  apiFetch(saveSearchEndpoint, { body: { name, query } })

export const deleteSavedSearch = (id: string) => apiFetch(deleteSavedSearchEndpoint, { params: { id } })

export function savedSearchesChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: savedSearchKeys.all })
}
