import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { getOptionsEndpoint } from './schema'

export const optionKeys = { all: ['option'] as const }

/** Lists and rules of the filing form, cached for five minutes. */
export function formOptions() {
  return queryOptions({
    queryKey: optionKeys.all,
    queryFn: ({ signal }) => apiFetch(getOptionsEndpoint, { signal }),
    staleTime: 5 * 60_000,
  })
}
