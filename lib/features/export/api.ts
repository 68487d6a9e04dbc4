import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { isUnderWay } from './rules/status'
import { cancelExportEndpoint, listExportsEndpoint, type StartExport, startExportEndpoint } from './schema'

/** How often the page looks at what a job has done meanwhile. */
const LOOK_AGAIN_MS = 1_000

const exportKeys = { all: ['export'] as const }

/** One's own exports, newest first; looked at again while one of them is under way. */
export function exportsQuery() {
  return infiniteQueryOptions({
    queryKey: exportKeys.all,
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listExportsEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => {
      const busy = state.data?.pages.some((page) => page.data.some(({ status }) => isUnderWay(status)))
      return busy ? LOOK_AGAIN_MS : false
    },
  })
}

export const startExport = (body: StartExport) =>
  apiFetch(startExportEndpoint, { body, idempotencyKey: newKey() })

export const cancelExport = (id: string) => apiFetch(cancelExportEndpoint, { params: { id } })

/** Where the browser fetches the file by itself. */
export const exportFileUrl = (id: string) => `/api/console/exports/${id}/file`

export function exportsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: exportKeys.all })
}
