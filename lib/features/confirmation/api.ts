import { infiniteQueryOptions, mutationOptions, type QueryClient } from '@tanstack/react-query'
import { ApiError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { disputeKeys } from '@/lib/features/dispute/api'
import { machineKeys } from '@/lib/features/dossier/api/console'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { machineSearchKeys } from '@/lib/features/machine/api/search'
import { seriesKeys } from '@/lib/features/registration/api'
import { pendingActKeys } from '@/lib/features/second-person/api'
import { staffKeys } from '@/lib/features/staff/api/keys'
import {
  type ConfirmationView,
  confirmActEndpoint,
  declineActEndpoint,
  listPendingActsEndpoint,
  withdrawActEndpoint,
} from './schema'

/** Client of /api/console/pending-acts. */
export function pendingActsQuery(view: ConfirmationView) {
  return infiniteQueryOptions({
    queryKey: pendingActKeys.list(view),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listPendingActsEndpoint, { query: { view, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** Whatever shows the act or what it was about, with the count in the menu. */
function reload(client: QueryClient) {
  const keys = [
    pendingActKeys.all,
    machineKeys.all,
    machineSearchKeys.all,
    seriesKeys.all,
    staffKeys.lists(),
    disputeKeys.all,
    filingKeys.counts(),
  ]
  return Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
}

/** Pending until what is on the screen is loaded again, so that no button is pressed for something already done. */
function deciding<V>(mutationFn: (variables: V) => Promise<unknown>) {
  return mutationOptions({
    mutationFn,
    onSuccess: (_data, _variables, _result, { client }) => reload(client),
    onError: async (error, _variables, _result, { client }) => {
      if (error instanceof ApiError && [404, 409].includes(error.problem.status)) await reload(client)
    },
  })
}

export const confirmActMutation = deciding((id: string) => apiFetch(confirmActEndpoint, { params: { id } }))
export const withdrawActMutation = deciding((id: string) => apiFetch(withdrawActEndpoint, { params: { id } }))
export const declineActMutation = deciding(({ id, reason }: { id: string; reason: string }) =>
  apiFetch(declineActEndpoint, { params: { id }, body: { reason } }),
)
