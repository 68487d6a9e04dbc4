import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { getPreferenceEndpoint, type PreferenceKey, setPreferenceEndpoint } from './schema'

/** Client of /api/console/preferences. */
const preferenceKeys = { one: (key: PreferenceKey) => ['preference', key] as const }

export function preferenceQuery(key: PreferenceKey) {
  return queryOptions({
    queryKey: preferenceKeys.one(key),
    queryFn: async ({ signal }) => (await apiFetch(getPreferenceEndpoint, { params: { key }, signal })).value,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/**
 * Updates the cache at once; a load in progress would bring an older value and is cancelled. Saves of one preference run one
 * after another, so that the last choice is the one stored.
 */
export const setPreferenceMutation = (key: PreferenceKey) =>
  mutationOptions({
    scope: { id: `preference ${key}` },
    mutationFn: (value: string[] | null) =>
      apiFetch(setPreferenceEndpoint, { params: { key }, body: { value } }),
    onMutate: (value, { client }) => {
      void client.cancelQueries({ queryKey: preferenceKeys.one(key) })
      client.setQueryData(preferenceKeys.one(key), value)
    },
  })
