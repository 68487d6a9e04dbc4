import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { uploadFile } from '@/lib/client/upload-file'
import {
  type AssistedGroup,
  attachStatementEndpoint,
  deleteAssistedEndpoint,
  getAssistedEndpoint,
  listAssistedEndpoint,
  revealContactEndpoint,
  startAssistedEndpoint,
  withdrawAssistedEndpoint,
} from '../schema'

/** Client of /api/console/assisted-filings. */
export const assistedKeys = {
  all: ['assisted'] as const,
  list: (filter: Filter) => [...assistedKeys.all, 'list', filter] as const,
  detail: (id: string) => [...assistedKeys.all, 'detail', id] as const,
}
type Filter = { group: AssistedGroup; q?: string }

export function assistedListQuery(filter: Filter) {
  return infiniteQueryOptions({
    queryKey: assistedKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listAssistedEndpoint, { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export function assistedQuery(id: string) {
  return queryOptions({
    queryKey: assistedKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getAssistedEndpoint, { params: { id }, signal }),
    staleTime: 0,
  })
}

export const startAssisted = (body: z.input<typeof startAssistedEndpoint.body>) =>
  apiFetch(startAssistedEndpoint, { body })

export const attachStatement = (id: string, { file, name }: { file: Blob; name: string }) =>
  uploadFile(attachStatementEndpoint, { params: { id }, file, name })

export const deleteAssistedMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(deleteAssistedEndpoint, { params: { id } }),
  onSuccess: reloadQueries(assistedKeys.all),
})
export const withdrawAssistedMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(withdrawAssistedEndpoint, { params: { id } }),
  onSuccess: reloadQueries(assistedKeys.all),
})

/** The contact's full phone: recorded, not cached. */
export const revealContactMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(revealContactEndpoint, { params: { id } }),
  gcTime: 0,
})

const one = (id: string) => `/api/console/assisted-filings/${id}`
/** Opened in a tab of its own; each opening is recorded as a print. */
export const statementUrl = (id: string) => `${one(id)}/statement.pdf`
export const receiptUrl = (id: string) => `${one(id)}/receipt.pdf`
export const LIST_URL = '/counter/assisted'
/** Full page loads: the form is a document of its own, without the console around it. */
export const formUrl = (id: string) => `/counter/assisted/${id}`
