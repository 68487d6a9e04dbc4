import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { isUnderWay } from './rules/status'
import { cancelExportEndpoint, listExportsEndpoint, type StartExport, startExportEndpoint } from './schema'

/** How often the page polls the progress of a job. */
const POLL_INTERVAL_MS = 1_000

const exportKeys = { all: ['export'] as const }

/** The user's own exports, newest first; polled while one of them is in progress. */
export function exportsQuery() {
  return infiniteQueryOptions({
    queryKey: exportKeys.all,
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listExportsEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => {
      const busy = state.data?.pages.some((page) => page.data.some(({ status }) => isUnderWay(status)))
      return busy ? POLL_INTERVAL_MS : false
    },
  })
}

export const startExportMutation = mutationOptions({
  mutationFn: (body: StartExport) => apiFetch(startExportEndpoint, { body, idempotencyKey: newKey() }),
  // Not awaited: the officer goes on with something else.
  onSuccess: (_data, _body, _result, { client }) =>
    void client.invalidateQueries({ queryKey: exportKeys.all }),
})

/** Reloads the list also after an error: the export may have finished meanwhile. */
export const cancelExportMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(cancelExportEndpoint, { params: { id } }),
  onSettled: (_data, _error, _id, _result, { client }) =>
    client.invalidateQueries({ queryKey: exportKeys.all }),
})

/** URL from which the browser downloads the file. */
export const exportFileUrl = (id: string) => `/api/console/exports/${id}/file`
