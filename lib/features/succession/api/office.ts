import {
  infiniteQueryOptions,
  type MutationFunctionContext,
  mutationOptions,
  queryOptions,
} from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { uploadFile } from '@/lib/client/upload-file'
import { machineKeys } from '@/lib/features/dossier/api/console'
import { filingKeys } from '@/lib/features/filing/api/desk'
import {
  type CompleteSuccession,
  completeSuccessionEndpoint,
  type FileSuccession,
  fileSuccessionEndpoint,
  getSuccessionEndpoint,
  listSuccessionsEndpoint,
  type RecordObjection,
  recordObjectionEndpoint,
  rejectSuccessionEndpoint,
  type SuccessionView,
  successionFormEndpoint,
  uploadEvidenceEndpoint,
  uploadObjectionEndpoint,
  withdrawSuccessionEndpoint,
} from '../schema/office'

const successionKeys = { all: ['succession'] as const }

export function successionFormQuery(machineId: string) {
  return queryOptions({
    queryKey: [...successionKeys.all, 'form', machineId],
    queryFn: ({ signal }) => apiFetch(successionFormEndpoint, { params: { id: machineId }, signal }),
    staleTime: 0,
  })
}
export function successionQuery(id: string) {
  return queryOptions({
    queryKey: [...successionKeys.all, 'one', id],
    queryFn: ({ signal }) => apiFetch(getSuccessionEndpoint, { params: { id }, signal }),
    staleTime: 0,
  })
}
/** Of the officer's area. */
export function successionsQuery(view: SuccessionView) {
  return infiniteQueryOptions({
    queryKey: [...successionKeys.all, 'list', view],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listSuccessionsEndpoint, { query: { cursor: pageParam, view }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  })
}

type Upload = { file: File; key: string }
export const uploadEvidence = (machineId: string, accountId: string, { file, key }: Upload) =>
  uploadFile(uploadEvidenceEndpoint, {
    params: { id: machineId, accountId },
    file,
    name: file.name,
    idempotencyKey: key,
  })
export const uploadObjection = (id: string, { file, key }: Upload) =>
  uploadFile(uploadObjectionEndpoint, { params: { id }, file, name: file.name, idempotencyKey: key })

const reload = reloadQueries(successionKeys.all, machineKeys.all, filingKeys.counts())
/** Also after a refusal: what is shown is no longer so. */
const changed = {
  gcTime: 0,
  onSettled: (
    data: unknown,
    _error: unknown,
    variables: unknown,
    result: unknown,
    context: MutationFunctionContext,
  ) => reload(data, variables, result, context),
}

export const fileSuccessionMutation = mutationOptions({
  mutationFn: ({ machineId, ...body }: FileSuccession & { machineId: string }) =>
    apiFetch(fileSuccessionEndpoint, { params: { id: machineId }, body }),
  ...changed,
})
export const recordObjectionMutation = mutationOptions({
  mutationFn: ({ id, ...body }: RecordObjection & { id: string }) =>
    apiFetch(recordObjectionEndpoint, { params: { id }, body }),
  ...changed,
})
export const completeSuccessionMutation = mutationOptions({
  mutationFn: ({ id, ...body }: CompleteSuccession & { id: string }) =>
    apiFetch(completeSuccessionEndpoint, { params: { id }, body }),
  ...changed,
})
type Closing = { id: string; reason: string }
export const rejectSuccessionMutation = mutationOptions({
  mutationFn: ({ id, reason }: Closing) =>
    apiFetch(rejectSuccessionEndpoint, { params: { id }, body: { reason } }),
  ...changed,
})
export const withdrawSuccessionMutation = mutationOptions({
  mutationFn: ({ id, reason }: Closing) =>
    apiFetch(withdrawSuccessionEndpoint, { params: { id }, body: { reason } }),
  ...changed,
})
