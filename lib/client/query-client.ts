import { environmentManager, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error'

/** Only a lost connection or a server error is worth a retry. */
function worthRetrying(failures: number, error: Error): boolean {
  if (failures >= 2 || !(error instanceof ApiError)) return false
  return error.code === 'NETWORK' || error.problem.status >= 500
}

/**
 * How long an answer that nobody shows any more is held. On the server no timer may wait for it: each would hold all that its page was
 * rendered from, for half an hour after the page was sent (docs/benchmarks.md, "Memory").
 */
const gcTime = () => (environmentManager.isServer() ? Number.POSITIVE_INFINITY : 30 * 60_000)

/** One for each browser page load. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, gcTime: gcTime(), refetchOnWindowFocus: true },
      // Offline, a form reports it at once; a write that waited for the network would run when nobody expects it.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
