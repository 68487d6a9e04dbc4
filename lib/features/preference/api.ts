import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { getPreferenceEndpoint, type PreferenceKey, setPreferenceEndpoint } from './schema'

/** The browser's side of /api/console/preferences. */
export const preferenceKeys = { one: (key: PreferenceKey) => ['preference', key] as const }

export function preferenceQuery(key: PreferenceKey) {
  return queryOptions({
    queryKey: preferenceKeys.one(key),
    queryFn: async ({ signal }) => (await apiFetch(getPreferenceEndpoint, { params: { key }, signal })).value,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export const setPreference = (key: PreferenceKey, value: string[] | null) =>
  apiFetch(setPreferenceEndpoint, { params: { key }, body: { value } })
