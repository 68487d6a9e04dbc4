import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { type MachineFilter, type MachineSort, searchMachinesEndpoint } from '../schema/search'

/** Filter and sort order of the search page, without the cursor. */
export type MachineSearchParams = MachineFilter & { sort: MachineSort }

export const machineSearchKeys = {
  all: ['machine-search'] as const,
  list: (params: MachineSearchParams) => [...machineSearchKeys.all, params] as const,
}

/**
 * The machines that match a search, page by page; only the first page requests the total. Rows never go stale by
 * themselves: a list that changes while it is being read loses the reader's place, and each look-up by phone is audited.
 */
export function machineSearchQuery(params: MachineSearchParams) {
  return infiniteQueryOptions({
    queryKey: machineSearchKeys.list(params),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(searchMachinesEndpoint, {
        query: { ...params, cursor: pageParam, withTotal: pageParam ? 'false' : undefined },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
