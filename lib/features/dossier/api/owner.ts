import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { ownMachineKeys } from '@/lib/features/machine/api/own-keys'
import { getMachineEndpoint, listMachinesEndpoint } from '../schema/owner'

/** Browser API of an owner's machines: /api/v1/machines. */
export function ownMachinesQuery() {
  return infiniteQueryOptions({
    queryKey: ownMachineKeys.list(),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listMachinesEndpoint, { query: { cursor: pageParam }, signal }),
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
