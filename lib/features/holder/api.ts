import { infiniteQueryOptions, mutationOptions } from '@tanstack/react-query'
import { ApiError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { reloadQueries } from '@/lib/client/reload-queries'
import { machineKeys } from '@/lib/features/dossier/api/console'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { machineSearchKeys } from '@/lib/features/machine/api/search'
import {
  type AssignHolderInput,
  assignHolderEndpoint,
  type HolderParty,
  listHoldersEndpoint,
  revealHolderEndpoint,
} from './schema'

/** Client of /api/console/holders. */
const KEY = ['holder'] as const

export const holdersQuery = infiniteQueryOptions({
  queryKey: KEY,
  queryFn: ({ pageParam, signal }) =>
    apiFetch(listHoldersEndpoint, { query: { cursor: pageParam, limit: 20 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

type Assignment = AssignHolderInput & { id: string }

export const assignHolderMutation = mutationOptions({
  mutationFn: ({ id, ...body }: Assignment) => apiFetch(assignHolderEndpoint, { params: { id }, body }),
  onSuccess: reloadQueries(KEY, machineKeys.all, machineSearchKeys.all, filingKeys.counts()),
  // Somebody else was faster, or a load added machines: refetches the list.
  onError: async (error, _assignment, _result, { client }) => {
    if (error instanceof ApiError && [404, 409].includes(error.problem.status)) {
      await client.invalidateQueries({ queryKey: KEY })
    }
  },
})

/** Full ID number and phone of holder or account. Each reveal is audited; the response is not cached. */
export const revealHolderMutation = mutationOptions({
  mutationFn: ({ id, party }: { id: string; party: HolderParty }) =>
    apiFetch(revealHolderEndpoint, { params: { id }, body: { party } }),
  gcTime: 0,
})
