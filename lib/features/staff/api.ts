import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import {
  changePasswordEndpoint,
  createStaffEndpoint,
  disableStaffEndpoint,
  disableTotpEndpoint,
  enableStaffEndpoint,
  enableTotpEndpoint,
  getMeEndpoint,
  listStaffEndpoint,
  resetStaffPasswordEndpoint,
  startTotpEndpoint,
  unlockStaffEndpoint,
  updateStaffEndpoint,
} from './schema'

/** Client of the user's own account and of the list of staff. */
export const staffKeys = {
  all: ['staff'] as const,
  me: () => [...staffKeys.all, 'me'] as const,
  lists: () => [...staffKeys.all, 'list'] as const,
  list: (filter: StaffFilter) => [...staffKeys.lists(), filter] as const,
}

type Body<E extends { body?: z.ZodType }> = E['body'] extends z.ZodType ? z.input<E['body']> : never
export type StaffFilter = Omit<z.input<typeof listStaffEndpoint.query & z.ZodType>, 'cursor' | 'limit'>

export function meQuery() {
  return queryOptions({
    queryKey: staffKeys.me(),
    queryFn: ({ signal }) => apiFetch(getMeEndpoint, { signal }),
  })
}

export function staffQuery(filter: StaffFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: staffKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listStaffEndpoint, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export const changePasswordMutation = mutationOptions({
  mutationFn: (body: Body<typeof changePasswordEndpoint>) => apiFetch(changePasswordEndpoint, { body }),
})

/** Returns the secret to confirm with a code; enables nothing yet, and the secret is never cached. */
export const startTotpMutation = mutationOptions({ mutationFn: () => apiFetch(startTotpEndpoint), gcTime: 0 })

export const enableTotpMutation = mutationOptions({
  mutationFn: (body: Body<typeof enableTotpEndpoint>) => apiFetch(enableTotpEndpoint, { body }),
  onSuccess: reloadQueries(staffKeys.me()),
})

export const disableTotpMutation = mutationOptions({
  mutationFn: (body: Body<typeof disableTotpEndpoint>) => apiFetch(disableTotpEndpoint, { body }),
  onSuccess: reloadQueries(staffKeys.me()),
})

const onSuccess = reloadQueries(staffKeys.all)

/** Returns the generated password, which is never cached. */
export const createStaffMutation = mutationOptions({
  mutationFn: (body: Body<typeof createStaffEndpoint>) => apiFetch(createStaffEndpoint, { body }),
  onSuccess,
  gcTime: 0,
})

type StaffChange = Body<typeof updateStaffEndpoint> & { id: string }

export const updateStaffMutation = mutationOptions({
  mutationFn: ({ id, ...body }: StaffChange) => apiFetch(updateStaffEndpoint, { params: { id }, body }),
  onSuccess,
})

/** Returns the generated password, which is never cached. */
export const resetPasswordMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(resetStaffPasswordEndpoint, { params: { id } }),
  onSuccess,
  gcTime: 0,
})

export const unlockStaffMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(unlockStaffEndpoint, { params: { id } }),
  onSuccess,
})

export const disableStaffMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(disableStaffEndpoint, { params: { id } }),
  onSuccess,
})

export const enableStaffMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(enableStaffEndpoint, { params: { id } }),
  onSuccess,
})
