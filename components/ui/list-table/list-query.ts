import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'
import type { Page } from '@/lib/core/page'

/** What a list reads its rows with: page after page, or all of them at once. */
export type ListQuery<Row> =
  | UseInfiniteQueryResult<InfiniteData<Page<Row>>>
  | UseQueryResult<{ data: readonly Row[] }>

/** The rows that are loaded, in the server's order; undefined before there are any. */
export function rowsOf<Row>(data: ListQuery<Row>['data']): readonly Row[] | undefined {
  if (!data) return undefined
  return 'pages' in data ? data.pages.flatMap((page) => page.data) : data.data
}

/** How to get further pages; null for a list that comes in one piece. */
export function pagingOf<Row>(query: ListQuery<Row>) {
  return 'fetchNextPage' in query ? query : null
}

/** The key of rows that have an id. */
export const byId = ({ id }: { id: string }) => id
