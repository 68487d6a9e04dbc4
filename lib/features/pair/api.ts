import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { getPairEndpoint, judgePairEndpoint } from './schema'

/** A filing beside another one; the first that is in doubt unless one is named. */
export function pairQuery(id: string, other?: string) {
  return queryOptions({
    queryKey: [...filingKeys.all, 'pair', id, other ?? ''],
    queryFn: ({ signal }) => apiFetch(getPairEndpoint, { params: { id }, query: { with: other }, signal }),
  })
}

export type JudgmentInput = z.input<typeof judgePairEndpoint.body>

/** Reads again after a refusal, too: it may have been refused because what is on the screen is old. */
export const judgePairMutation = (id: string) =>
  mutationOptions({
    mutationFn: (body: JudgmentInput) => apiFetch(judgePairEndpoint, { params: { id }, body }),
    onSettled: (_data, _error, _body, _result, { client }) =>
      client.invalidateQueries({ queryKey: filingKeys.all }),
  })
