import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  createBureauEndpoint,
  disableBureauEndpoint,
  enableBureauEndpoint,
  listBureausEndpoint,
  updateBureauEndpoint,
} from './schema'

export const bureauKeys = {
  all: ['bureau'] as const,
  lists: () => [...bureauKeys.all, 'list'] as const,
}

export function bureausQuery() {
  return queryOptions({
    queryKey: bureauKeys.lists(),
    queryFn: ({ signal }) => apiFetch(listBureausEndpoint, { signal }),
  })
}

export const createBureau = (body: z.input<typeof createBureauEndpoint.body & z.ZodType>) =>
  apiFetch(createBureauEndpoint, { body })
export const updateBureau = (id: string, body: z.input<typeof updateBureauEndpoint.body & z.ZodType>) =>
  apiFetch(updateBureauEndpoint, { params: { id }, body })
export const disableBureau = (id: string) => apiFetch(disableBureauEndpoint, { params: { id } })
export const enableBureau = (id: string) => apiFetch(enableBureauEndpoint, { params: { id } })

export function bureausChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: bureauKeys.all })
}
