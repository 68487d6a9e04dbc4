import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { accountKeys } from '@/lib/features/account/api'
import { getProofEndpoint, proveOnlineEndpoint } from './schema'

/** Client of /api/v1/me/proof. */
const KEY = [...accountKeys.all, 'proof'] as const

export function ownProofQuery() {
  return queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => apiFetch(getProofEndpoint, { signal }),
    staleTime: 0,
  })
}

export const proveOnlineMutation = mutationOptions({
  mutationFn: () => apiFetch(proveOnlineEndpoint),
  onSettled: (_data, _error, _body, _result, { client }) =>
    client.invalidateQueries({ queryKey: accountKeys.all }),
})
