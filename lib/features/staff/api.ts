import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
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

/** The browser's side of one's own account and of the list of staff. */
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

export const changePassword = (body: Body<typeof changePasswordEndpoint>) =>
  apiFetch(changePasswordEndpoint, { body })
export const startTotp = () => apiFetch(startTotpEndpoint)
export const enableTotp = (body: Body<typeof enableTotpEndpoint>) => apiFetch(enableTotpEndpoint, { body })
export const disableTotp = (body: Body<typeof disableTotpEndpoint>) => apiFetch(disableTotpEndpoint, { body })

export const createStaff = (body: Body<typeof createStaffEndpoint>) => apiFetch(createStaffEndpoint, { body })
export const updateStaff = (id: string, body: Body<typeof updateStaffEndpoint>) =>
  apiFetch(updateStaffEndpoint, { params: { id }, body })
export const resetStaffPassword = (id: string) => apiFetch(resetStaffPasswordEndpoint, { params: { id } })
export const unlockStaff = (id: string) => apiFetch(unlockStaffEndpoint, { params: { id } })
export const disableStaff = (id: string) => apiFetch(disableStaffEndpoint, { params: { id } })
export const enableStaff = (id: string) => apiFetch(enableStaffEndpoint, { params: { id } })

export function staffChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: staffKeys.all })
}
