import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { messageFiguresEndpoint } from './schema'

export function messageFiguresQuery() {
  return queryOptions({
    queryKey: ['owner-messages', 'figures'] as const,
    queryFn: ({ signal }) => apiFetch(messageFiguresEndpoint, { signal }),
    staleTime: 0,
  })
}
