import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { listNoticesEndpoint, readAllNoticesEndpoint, readNoticeEndpoint } from './schema'

/** Client of /api/v1/notices. */
export const noticeKeys = {
  all: ['notice'] as const,
  list: () => [...noticeKeys.all, 'list'] as const,
  unread: () => [...noticeKeys.all, 'unread'] as const,
}

export function noticesQuery() {
  return infiniteQueryOptions({
    queryKey: noticeKeys.list(),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listNoticesEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** Number of unread notices. */
export function unreadQuery() {
  return queryOptions({
    queryKey: noticeKeys.unread(),
    queryFn: async ({ signal }) =>
      (await apiFetch(listNoticesEndpoint, { query: { limit: 1 }, signal })).unread,
  })
}

export const readNotice = (id: string) => apiFetch(readNoticeEndpoint, { params: { id } })

export const readAllNotices = () => apiFetch(readAllNoticesEndpoint, {})

export function noticesChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: noticeKeys.all })
}
