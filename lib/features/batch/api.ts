import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { downloadFile } from '@/lib/client/download-file'
import { newKey } from '@/lib/client/new-key'
import { reloadQueries } from '@/lib/client/reload-queries'
import { uploadFile } from '@/lib/client/upload-file'
import { ownFilingKeys } from '@/lib/features/filing/api/owner'
import { isUnderWay } from './rules/states'
import {
  addArchiveEndpoint,
  batchArchivesEndpoint,
  batchFaultsEndpoint,
  batchPhotosEndpoint,
  batchRowsEndpoint,
  batchTemplateEndpoint,
  checkBatchEndpoint,
  discardBatchEndpoint,
  draftBatchEndpoint,
  getBatchEndpoint,
  listBatchesEndpoint,
  type RowState,
  submitBatchEndpoint,
} from './schema'

/** Browser side of /api/v1/filing-batches. */
const POLL_INTERVAL_MS = 1_500

const batchKeys = {
  all: ['batch'] as const,
  lists: () => [...batchKeys.all, 'list'] as const,
  detail: (id: string) => [...batchKeys.all, 'detail', id] as const,
  rows: (id: string) => [...batchKeys.all, 'rows', id] as const,
  archives: (id: string) => [...batchKeys.all, 'archives', id] as const,
  photos: (id: string) => [...batchKeys.all, 'photos', id] as const,
}

export function batchesQuery() {
  return infiniteQueryOptions({
    queryKey: batchKeys.lists(),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listBatchesEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** Polled while a job works on it. */
export function batchQuery(id: string) {
  return queryOptions({
    queryKey: batchKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getBatchEndpoint, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_INTERVAL_MS : false),
  })
}

/** @param stamp of the table: another one reads the rows again, as after a job */
export function batchRowsQuery(id: string, state: RowState | undefined, stamp: string) {
  return infiniteQueryOptions({
    queryKey: [...batchKeys.rows(id), state ?? null, stamp],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(batchRowsEndpoint, { params: { id }, query: { state, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export const downloadTemplate = () => downloadFile(batchTemplateEndpoint)
export const downloadFaults = (id: string) => downloadFile(batchFaultsEndpoint, { id })

/** @param onProgress share sent, 0 to 1 */
export const checkBatchMutation = (onProgress: (share: number) => void) =>
  mutationOptions({
    mutationFn: (file: File) =>
      uploadFile(checkBatchEndpoint, { file, name: file.name, onProgress, idempotencyKey: newKey() }),
    // Not awaited: the table's page opens next.
    onSuccess: (_data, _file, _result, { client }) =>
      void client.invalidateQueries({ queryKey: batchKeys.lists() }),
  })

export const draftBatchMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(draftBatchEndpoint, { params: { id } }),
  onSuccess: reloadQueries(batchKeys.all),
})

/** Reloads the list only: the page of the deleted one is being left. */
export const discardBatchMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(discardBatchEndpoint, { params: { id } }),
  onSuccess: reloadQueries(batchKeys.lists()),
})

/** After photos were put into drafts: what these lack has changed. */
export const batchRowsChanged = (client: QueryClient, id: string) =>
  client.invalidateQueries({ queryKey: batchKeys.rows(id) })

/** The complete drafts of a table; `count` is what the owner has confirmed. */
export const submitBatchMutation = mutationOptions({
  mutationFn: ({ id, count }: { id: string; count: number }) =>
    apiFetch(submitBatchEndpoint, { params: { id }, body: { count }, idempotencyKey: newKey() }),
  onSuccess: reloadQueries(batchKeys.all, ownFilingKeys.all),
})

/** Polled while an archive is looked through. */
export function archivesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: batchKeys.archives(id),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(batchArchivesEndpoint, { params: { id }, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => {
      const waiting = state.data?.pages.some(({ data }) => data.some(({ status }) => status === 'WAITING'))
      return waiting ? POLL_INTERVAL_MS : false
    },
  })
}

/** @param stamp changes with what was looked through */
export function photosLeftQuery(id: string, stamp: string) {
  return infiniteQueryOptions({
    queryKey: [...batchKeys.photos(id), stamp],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(batchPhotosEndpoint, { params: { id }, query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** @param onProgress share sent, 0 to 1 */
export const addArchiveMutation = (id: string, onProgress: (share: number) => void) =>
  mutationOptions({
    mutationFn: (file: File) =>
      uploadFile(addArchiveEndpoint, {
        params: { id },
        file,
        name: file.name,
        onProgress,
        idempotencyKey: newKey(),
      }),
    onSuccess: reloadQueries(batchKeys.archives(id)),
  })
