import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { makeKey } from '@/lib/client/security-key'
import { addKeyEndpoint, listKeysEndpoint, removeKeyEndpoint, startKeyEndpoint } from '../schema/security-key'
import { staffKeys } from './keys'

/** Client of one's own security keys. */
export function keysQuery() {
  return queryOptions({
    queryKey: staffKeys.keys(),
    queryFn: ({ signal }) => apiFetch(listKeysEndpoint, { signal }),
  })
}

const onSuccess = reloadQueries(staffKeys.all)

/** Asks the browser for a key and registers it under the name. */
export const addKeyMutation = mutationOptions({
  mutationFn: async (name: string) => {
    const { options } = await apiFetch(startKeyEndpoint)
    return apiFetch(addKeyEndpoint, { body: { name, key: await makeKey(options) } })
  },
  onSuccess,
})

export const removeKeyMutation = mutationOptions({
  mutationFn: (keyId: string) => apiFetch(removeKeyEndpoint, { params: { keyId } }),
  onSuccess,
})
