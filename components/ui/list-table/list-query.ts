import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'
import type { Page } from '@/lib/core/page'

/** Query of a list: page by page, or all rows at once. */
export type ListQuery<Row> =
  | UseInfiniteQueryResult<InfiniteData<Page<Row>>>
  | UseQueryResult<{ data: readonly Row[] }>

/** The loaded rows, in the server's order; undefined until there are any. */
export function rowsOf<Row>(data: ListQuery<Row>['data']): readonly Row[] | undefined {
  if (!data) return undefined
  return 'pages' in data ? data.pages.flatMap((page) => page.data) : data.data
}

/** The query if it is paged, else null. */
export function pagingOf<Row>(query: ListQuery<Row>) {
  return 'fetchNextPage' in query ? query : null
}

/** The key of rows that have an id. */
export const byId = ({ id }: { id: string }) => id
