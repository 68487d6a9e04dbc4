import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { createChangeEndpoint, listChangesEndpoint, withdrawChangeEndpoint } from '../schema/owner'

/** The browser's side of /api/v1/changes: what an owner asked for. */
export const ownChangeKeys = {
  all: ['own-change'] as const,
  list: () => [...ownChangeKeys.all, 'list'] as const,
}

export function ownChangesQuery() {
  return infiniteQueryOptions({
    queryKey: ownChangeKeys.list(),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listChangesEndpoint, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export type ChangeBody = z.input<typeof createChangeEndpoint.body>

/** @param idempotencyKey the same for every try of one form: a lost answer is given again, nothing is done twice */
export const askForChange = (machineId: string, body: ChangeBody, idempotencyKey: string) =>
  apiFetch(createChangeEndpoint, { params: { id: machineId }, body, idempotencyKey })
export const withdrawChange = (id: string) => apiFetch(withdrawChangeEndpoint, { params: { id } })

export function ownChangesChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ownChangeKeys.all })
}
