import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  addWatchesEndpoint,
  listAlertsEndpoint,
  listWatchesEndpoint,
  putAsideEndpoint,
  removeWatchEndpoint,
  takeBackEndpoint,
  type WatchKind,
} from './schema'

/** Client of /api/console/watches and /api/console/alerts. */
export const watchKeys = {
  all: ['watch'] as const,
  watches: () => [...watchKeys.all, 'list'] as const,
  alerts: (aside: boolean) => [...watchKeys.all, 'alerts', aside] as const,
}

/** The job runs every five minutes; a workbench that stays open all day shows its results soon. */
const REFETCH_MS = 60_000

export function watchesQuery() {
  return queryOptions({
    queryKey: watchKeys.watches(),
    queryFn: ({ signal }) => apiFetch(listWatchesEndpoint, { signal }),
  })
}

export function alertsQuery(aside = false) {
  return queryOptions({
    queryKey: watchKeys.alerts(aside),
    queryFn: ({ signal }) =>
      apiFetch(listAlertsEndpoint, { query: { aside: aside ? 'true' : 'false' }, signal }),
    refetchInterval: REFETCH_MS,
  })
}

export const addWatches = (kinds: WatchKind[], divisionCode?: string) =>
  apiFetch(addWatchesEndpoint, { body: { kinds, divisionCode } })
export const removeWatch = (id: string) => apiFetch(removeWatchEndpoint, { params: { id } })
export const putAside = (id: string) => apiFetch(putAsideEndpoint, { params: { id } })
export const takeBack = (id: string) => apiFetch(takeBackEndpoint, { params: { id } })

/** Invalidates subscriptions and alerts after a change. */
export function watchChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: watchKeys.all })
}
