import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { reloadQueries } from '@/lib/client/reload-queries'
import { uploadFile } from '@/lib/client/upload-file'
import { isUnderWay } from './rules/imports'
import {
  discardImportEndpoint,
  getCatalogueRowEndpoint,
  getImportEndpoint,
  listImportFaultsEndpoint,
  listImportsEndpoint,
  runImportEndpoint,
  searchCatalogueEndpoint,
  undoImportEndpoint,
  uploadImportEndpoint,
} from './schema'

/** How often the page polls the progress of a job. */
const POLL_INTERVAL_MS = 1_000

const catalogueKeys = {
  all: ['catalogue'] as const,
  lists: () => [...catalogueKeys.all, 'list'] as const,
  list: (q: string) => [...catalogueKeys.lists(), q] as const,
  detail: (id: string) => [...catalogueKeys.all, 'detail', id] as const,
  imports: () => [...catalogueKeys.all, 'imports'] as const,
  importDetail: (id: string) => [...catalogueKeys.all, 'import', id] as const,
  faults: (id: string) => [...catalogueKeys.all, 'faults', id] as const,
}

/** The catalogue page by page, newest first. */
export function catalogueQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: catalogueKeys.list(q),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(searchCatalogueEndpoint, {
        query: { q: q || undefined, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export function catalogueRowQuery(id: string) {
  return queryOptions({
    queryKey: catalogueKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getCatalogueRowEndpoint, { params: { id }, signal }),
  })
}

/** Imports, newest first; polled while one of them is in progress. */
export function importsQuery() {
  return infiniteQueryOptions({
    queryKey: catalogueKeys.imports(),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listImportsEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => {
      const busy = state.data?.pages.some((page) => page.data.some(({ status }) => isUnderWay(status)))
      return busy ? POLL_INTERVAL_MS : false
    },
  })
}

export function importQuery(id: string) {
  return queryOptions({
    queryKey: catalogueKeys.importDetail(id),
    queryFn: ({ signal }) => apiFetch(getImportEndpoint, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? POLL_INTERVAL_MS : false),
  })
}

export function importFaultsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: catalogueKeys.faults(id),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listImportFaultsEndpoint, { params: { id }, query: { cursor: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** @param onProgress share sent, 0 to 1 */
export const uploadImportMutation = (onProgress: (share: number) => void) =>
  mutationOptions({
    mutationFn: (file: File) =>
      uploadFile(uploadImportEndpoint, { file, name: file.name, onProgress, idempotencyKey: newKey() }),
    // Not awaited: the import's page opens next.
    onSuccess: (_data, _file, _result, { client }) =>
      void client.invalidateQueries({ queryKey: catalogueKeys.all }),
  })

/** Reloads the import's page, the list of imports and the search results. */
const onSuccess = reloadQueries(catalogueKeys.all)

export const runImportMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(runImportEndpoint, { params: { id } }),
  onSuccess,
})

export const undoImportMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(undoImportEndpoint, { params: { id } }),
  onSuccess,
})

/** Reloads only the list: the page of the deleted import is just being left. */
export const discardImportMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(discardImportEndpoint, { params: { id } }),
  onSuccess: reloadQueries(catalogueKeys.imports()),
})
