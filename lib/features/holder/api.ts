import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { machineKeys } from '@/lib/features/dossier/api/console'
import { machinesChanged } from '@/lib/features/machine/api/search'
import {
  type AssignHolderInput,
  assignHolderEndpoint,
  type HolderParty,
  listHoldersEndpoint,
  revealHolderEndpoint,
} from './schema'

/** The browser's side of /api/console/holders. */
const KEY = ['holder'] as const

export const holdersQuery = infiniteQueryOptions({
  queryKey: KEY,
  queryFn: ({ pageParam, signal }) =>
    apiFetch(listHoldersEndpoint, { query: { cursor: pageParam, limit: 20 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const assignHolder = (id: string, body: AssignHolderInput) =>
  apiFetch(assignHolderEndpoint, { params: { id }, body })
export const revealHolder = (id: string, party: HolderParty) =>
  apiFetch(revealHolderEndpoint, { params: { id }, body: { party } })

/** After an act, or when somebody else was faster. */
export async function holdersChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: KEY })
  await client.invalidateQueries({ queryKey: machineKeys.all })
  await machinesChanged(client)
}
