import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { getSecondLookEndpoint, giveSecondLookEndpoint, secondLookFiguresEndpoint } from './schema'

const keys = { look: (id: string) => [...filingKeys.all, 'second-look', id] as const }

export function secondLookQuery(id: string) {
  return queryOptions({
    queryKey: keys.look(id),
    queryFn: ({ signal }) => apiFetch(getSecondLookEndpoint, { params: { id }, signal }),
  })
}

export function secondLookFiguresQuery() {
  return queryOptions({
    queryKey: ['second-look-figures'],
    queryFn: ({ signal }) => apiFetch(secondLookFiguresEndpoint, { signal }),
  })
}

type SecondLookInput = z.input<typeof giveSecondLookEndpoint.body>

export const giveSecondLookMutation = (id: string) =>
  mutationOptions({
    mutationFn: (body: SecondLookInput) => apiFetch(giveSecondLookEndpoint, { params: { id }, body }),
    onSettled: (_data, _error, _body, _result, { client }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: filingKeys.lists() }),
        client.invalidateQueries({ queryKey: keys.look(id) }),
      ]),
  })
