import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { ownMachineKeys } from '@/lib/features/machine/api/own-keys'
import {
  copyMachineEndpoint,
  getMachineEndpoint,
  listMachinesEndpoint,
  type MachineFilter,
} from '../schema/owner'

/** Browser API of an owner's machines: /api/v1/machines. */
export function ownMachinesQuery(filter: MachineFilter = {}) {
  return infiniteQueryOptions({
    queryKey: ownMachineKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listMachinesEndpoint, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export function ownMachineQuery(id: string) {
  return queryOptions({
    queryKey: ownMachineKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getMachineEndpoint, { params: { id }, signal }),
  })
}

/** Begins a draft for another machine of the same kind. */
export const copyMachine = (id: string) =>
  apiFetch(copyMachineEndpoint, { params: { id }, idempotencyKey: newKey() })
