import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error'

/** A refusal stays a refusal; only a lost connection or a passing fault of the server is worth another try. */
function worthRetrying(failures: number, error: Error): boolean {
  if (failures >= 2 || !(error instanceof ApiError)) return false
  return error.code === 'NETWORK' || error.problem.status >= 500
}

/** One for each browser page load. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, gcTime: 30 * 60_000, refetchOnWindowFocus: true },
      // Without a network a form says so at once; a write that waited for one would be done when nobody expects it.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
