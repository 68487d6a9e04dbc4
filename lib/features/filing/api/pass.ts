import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  colleaguesEndpoint,
  passFilingEndpoint,
  passFilingsEndpoint,
  releaseFilingsEndpoint,
  reviewersEndpoint,
} from '../schema/pass'
import { filingKeys } from './desk'

/** Who may be handed all these filings. @param ids at least one */
export function colleaguesQuery(ids: readonly string[]) {
  const [id = '', ...others] = ids
  const query = others.length > 0 ? { with: others.join(',') } : {}
  return queryOptions({
    queryKey: filingKeys.colleagues(ids),
    queryFn: ({ signal }) => apiFetch(colleaguesEndpoint, { params: { id }, query, signal }),
    // How much each holds changes by the minute.
    staleTime: 0,
  })
}

export const passFiling = (id: string, body: z.input<typeof passFilingEndpoint.body>) =>
  apiFetch(passFilingEndpoint, { params: { id }, body })

/** How the reviewers of the area stand; follows the live events as lists do. */
export function reviewersQuery() {
  return queryOptions({
    queryKey: filingKeys.reviewers(),
    queryFn: ({ signal }) => apiFetch(reviewersEndpoint, { signal }),
    refetchInterval: 60_000,
  })
}

/** Refetches after a refusal too: it may have been refused because the rows on screen are stale. */
const settled = {
  onSettled: (_data: unknown, _error: unknown, _body: unknown, _result: unknown, { client }: Context) =>
    client.invalidateQueries({ queryKey: filingKeys.all }),
}
type Context = Parameters<NonNullable<Parameters<typeof mutationOptions>[0]['onSettled']>>[4]

export const passFilingsMutation = mutationOptions({
  mutationFn: (body: z.input<typeof passFilingsEndpoint.body>) => apiFetch(passFilingsEndpoint, { body }),
  ...settled,
})

export const releaseFilingsMutation = mutationOptions({
  mutationFn: (body: z.input<typeof releaseFilingsEndpoint.body>) =>
    apiFetch(releaseFilingsEndpoint, { body }),
  ...settled,
})
