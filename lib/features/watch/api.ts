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
  alertLists: () => [...watchKeys.all, 'alerts'] as const,
  alerts: (aside: boolean) => [...watchKeys.alertLists(), aside] as const,
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

/** Reloads the alerts after one is hidden or shown again. */
export function alertsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: watchKeys.alertLists() })
}

/** Reloads everything after a change of subscriptions; the lists show no alerts meanwhile, since theirs are of the old ones. */
export async function watchesChanged(client: QueryClient): Promise<void> {
  await Promise.all([
    client.resetQueries({ queryKey: watchKeys.alertLists() }),
    client.invalidateQueries({ queryKey: watchKeys.watches() }),
  ])
}
