import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { ownCheckEndpoint } from './schema'

/** Browser API of scanned cards: /api/v1/checks. */
export function scannedMachineQuery(token: string) {
  return queryOptions({
    queryKey: ['scanned', token],
    queryFn: ({ signal }) => apiFetch(ownCheckEndpoint, { params: { token }, signal }),
  })
}
