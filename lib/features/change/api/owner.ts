import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { ownMachineKeys } from '@/lib/features/machine/api/own-keys'
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

type Asked = { body: ChangeBody; idempotencyKey: string }

/** One key for every try of one form: a lost answer is given again, nothing is done twice. */
export const askForChangeMutation = (machineId: string) =>
  mutationOptions({
    mutationFn: ({ body, idempotencyKey }: Asked) =>
      apiFetch(createChangeEndpoint, { params: { id: machineId }, body, idempotencyKey }),
    onSuccess: reloadQueries(ownChangeKeys.all, ownMachineKeys.all),
  })

export const withdrawChangeMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(withdrawChangeEndpoint, { params: { id } }),
  onSuccess: reloadQueries(ownChangeKeys.all, ownMachineKeys.all),
})
