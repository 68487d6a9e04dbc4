import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { pendingActKeys } from '@/lib/features/second-person/api'
import { issueActivationEndpoint } from '../schema/activation'
import {
  createStaffEndpoint,
  disableStaffEndpoint,
  enableStaffEndpoint,
  listStaffEndpoint,
  resetStaffPasswordEndpoint,
  unlockStaffEndpoint,
  updateStaffEndpoint,
} from '../schema/staff'
import { type StaffFilter, staffKeys } from './keys'

/** Client of the list of staff. */
type Body<E extends { body?: z.ZodType }> = E['body'] extends z.ZodType ? z.input<E['body']> : never
export function staffQuery(filter: StaffFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: staffKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listStaffEndpoint, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

const onSuccess = reloadQueries(staffKeys.all, pendingActKeys.all)

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

/** Returns the link, which is never cached. */
export const issueActivationMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(issueActivationEndpoint, { params: { id } }),
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
