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
  batchMissingEndpoint,
  batchPhotosEndpoint,
  batchRowsEndpoint,
  batchTemplateEndpoint,
  type ChosenRows,
  checkBatchEndpoint,
  deleteDraftsEndpoint,
  discardBatchEndpoint,
  draftBatchEndpoint,
  getBatchEndpoint,
  listBatchesEndpoint,
  MAX_WAITING_ARCHIVES,
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
export const downloadMissing = (id: string) => downloadFile(batchMissingEndpoint, { id })

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

type Chosen = ChosenRows & { id: string }

/** The complete drafts of a table, all or those chosen; `count` is what the owner has confirmed. */
export const submitBatchMutation = mutationOptions({
  mutationFn: ({ id, ...body }: Chosen) =>
    apiFetch(submitBatchEndpoint, { params: { id }, body, idempotencyKey: newKey() }),
  onSuccess: reloadQueries(batchKeys.all, ownFilingKeys.all),
})

export const deleteDraftsMutation = mutationOptions({
  mutationFn: ({ id, ...body }: Chosen) =>
    apiFetch(deleteDraftsEndpoint, { params: { id }, body, idempotencyKey: newKey() }),
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

export type ArchiveProgress = { name: string; place: number; of: number; share: number }
const WAIT_MS = 2_000

/**
 * Sends archives one after another; while as many wait to be looked through as may, it waits. What was sent stays when a later
 * one fails: the error names it, and the same archives can be sent again, since no photo is put in twice.
 */
export const addArchivesMutation = (id: string, onProgress: (progress: ArchiveProgress) => void) =>
  mutationOptions({
    mutationFn: async (files: readonly File[], { client }) => {
      for (const [at, file] of files.entries()) {
        const told = { name: file.name, place: at + 1, of: files.length }
        onProgress({ ...told, share: 0 })
        while ((await waitingArchives(id)) >= MAX_WAITING_ARCHIVES)
          await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
        await uploadFile(addArchiveEndpoint, {
          params: { id },
          file,
          name: file.name,
          onProgress: (share) => onProgress({ ...told, share }),
          idempotencyKey: newKey(),
        })
        await client.invalidateQueries({ queryKey: batchKeys.archives(id) })
      }
    },
  })

async function waitingArchives(id: string): Promise<number> {
  const { data } = await apiFetch(batchArchivesEndpoint, { params: { id }, query: { limit: 20 } })
  return data.filter(({ status }) => status === 'WAITING').length
}
