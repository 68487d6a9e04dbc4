import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type MachineSearchParams, machineSearchQuery } from '@/lib/features/machine/api/search'

/** Runs a search; the previous rows stay until the new ones are loaded. */
export function useMachineSearch(question: MachineSearchParams) {
  const client = useQueryClient()
  const options = machineSearchQuery(question)
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData })

  /** Reloads the first page only: all pages scrolled so far would be slow and are not wanted. */
  const refresh = () => {
    client.setQueryData(
      options.queryKey,
      (cached) => cached && { pages: cached.pages.slice(0, 1), pageParams: cached.pageParams.slice(0, 1) },
    )
    void query.refetch()
  }
  return { query, refresh }
}
