import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type MachineSearchParams, machineSearchQuery } from '@/lib/features/machine/api/search'

/** What a search finds. The rows of the search before stay until the new ones are there. */
export function useMachineSearch(question: MachineSearchParams) {
  const client = useQueryClient()
  const options = machineSearchQuery(question)
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData })

  /** From the first page on: whoever asks again wants the newest, not forty pages. */
  const refresh = () => {
    client.setQueryData(
      options.queryKey,
      (known) => known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) },
    )
    void query.refetch()
  }
  return { query, refresh }
}
