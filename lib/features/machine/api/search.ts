import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { type MachineFilter, type MachineSort, searchMachinesEndpoint } from '../schema/search'

/** What the search page asks for: everything but the place in the list. */
export type MachineQuestion = MachineFilter & { sort: MachineSort }

export const machineSearchKeys = {
  all: ['machine-search'] as const,
  list: (question: MachineQuestion) => [...machineSearchKeys.all, question] as const,
}

/**
 * The machines that a search finds, page after page; only the first counts. Rows stay as they were read until somebody
 * asks again: a list that moves under the reader's eyes loses the place, and a look-up by phone is recorded each time.
 */
export function machineSearchQuery(question: MachineQuestion) {
  return infiniteQueryOptions({
    queryKey: machineSearchKeys.list(question),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(searchMachinesEndpoint, {
        query: { ...question, cursor: pageParam, withTotal: pageParam ? 'false' : undefined },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
