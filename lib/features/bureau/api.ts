import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
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

const onSuccess = reloadQueries(bureauKeys.all)

export const createBureauMutation = mutationOptions({
  mutationFn: (body: z.input<typeof createBureauEndpoint.body & z.ZodType>) =>
    apiFetch(createBureauEndpoint, { body }),
  onSuccess,
})

type BureauChange = z.input<typeof updateBureauEndpoint.body & z.ZodType> & { id: string }

export const updateBureauMutation = mutationOptions({
  mutationFn: ({ id, ...body }: BureauChange) => apiFetch(updateBureauEndpoint, { params: { id }, body }),
  onSuccess,
})

export const disableBureauMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(disableBureauEndpoint, { params: { id } }),
  onSuccess,
})

export const enableBureauMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(enableBureauEndpoint, { params: { id } }),
  onSuccess,
})
