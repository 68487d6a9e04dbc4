import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { deleteSavedSearchEndpoint, listSavedSearchesEndpoint, saveSearchEndpoint } from './schema'

/** Client of /api/console/saved-searches. */
export const savedSearchKeys = { all: ['saved-search'] as const }

export function savedSearchesQuery() {
  return queryOptions({
    queryKey: savedSearchKeys.all,
    queryFn: async ({ signal }) => (await apiFetch(listSavedSearchesEndpoint, { signal })).data,
  })
}

const onSuccess = reloadQueries(savedSearchKeys.all)

export const saveSearchMutation = mutationOptions({
  mutationFn: (body: { name: string; query: string }) => apiFetch(saveSearchEndpoint, { body }),
  onSuccess,
})

export const deleteSavedSearchMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(deleteSavedSearchEndpoint, { params: { id } }),
  onSuccess,
})
