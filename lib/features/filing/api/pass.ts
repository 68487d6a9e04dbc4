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

export const passFiling = (id: string, body: Body<typeof passFilingEndpoint>) =>
  apiFetch(passFilingEndpoint, { params: { id }, body })

/** How the reviewers of the area stand; follows the live events as lists do. */
export function reviewersQuery() {
  return queryOptions({
    queryKey: filingKeys.reviewers(),
    queryFn: ({ signal }) => apiFetch(reviewersEndpoint, { signal }),
    refetchInterval: 60_000,
  })
}

type Body<E extends { body?: z.ZodType }> = E['body'] extends z.ZodType ? z.input<E['body']> : never

/** Several of one officer's. Refetches after a refusal too: it may have been refused because the rows on screen are stale. */
export const passFilingsMutation = (holderId: string) =>
  mutationOptions({
    mutationFn: (body: Body<typeof passFilingsEndpoint>) =>
      apiFetch(passFilingsEndpoint, { params: { id: holderId }, body }),
    onSettled: (_data, _error, _body, _result, { client }) =>
      client.invalidateQueries({ queryKey: filingKeys.all }),
  })

export const releaseFilingsMutation = (holderId: string) =>
  mutationOptions({
    mutationFn: (body: Body<typeof releaseFilingsEndpoint>) =>
      apiFetch(releaseFilingsEndpoint, { params: { id: holderId }, body }),
    onSettled: (_data, _error, _body, _result, { client }) =>
      client.invalidateQueries({ queryKey: filingKeys.all }),
  })
