import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { ownMachineKeys } from '@/lib/features/machine/api/own-keys'
import {
  createChangeEndpoint,
  listChangesEndpoint,
  transferCodeEndpoint,
  withdrawChangeEndpoint,
} from '../schema/owner'

/** Browser API of an owner's changes: /api/v1/changes. */
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

type ChangeRequest = { body: ChangeBody; idempotencyKey: string }

/** The code of one side of a transfer, whose message names the machine and the other side. */
export const sendTransferCode = (id: string, body: z.input<typeof transferCodeEndpoint.body>) =>
  apiFetch(transferCodeEndpoint, { params: { id }, body })

/** One Idempotency-Key for every attempt of one form, so that a retry does not repeat the change. */
export const requestChangeMutation = (machineId: string) =>
  mutationOptions({
    mutationFn: ({ body, idempotencyKey }: ChangeRequest) =>
      apiFetch(createChangeEndpoint, { params: { id: machineId }, body, idempotencyKey }),
    onSuccess: reloadQueries(ownChangeKeys.all, ownMachineKeys.all),
  })

export const withdrawChangeMutation = mutationOptions({
  mutationFn: (id: string) => apiFetch(withdrawChangeEndpoint, { params: { id } }),
  onSuccess: reloadQueries(ownChangeKeys.all, ownMachineKeys.all),
})
