import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  approveFleetRowEndpoint,
  type Fleet,
  type FleetRow,
  getFleetEndpoint,
  showFleetRowEndpoint,
} from './schema'

/** Not below the keys of filings: each decision of a batch would read all the rows with all their checks again. */
const keys = { fleet: (id: string) => ['fleet', id] as const }

const WHILE_INSPECTED_MS = 2_000

export function fleetQuery(id: string) {
  return queryOptions({
    queryKey: keys.fleet(id),
    queryFn: ({ signal }) => apiFetch(getFleetEndpoint, { params: { id }, signal }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.rows.some(({ inspection }) => inspection.pending) ? WHILE_INSPECTED_MS : false,
  })
}

export const showFleetRow = (id: string, photoId: string | null) =>
  apiFetch(showFleetRowEndpoint, { params: { id }, body: { photoId } })
export const approveFleetRow = (id: string, body: z.input<typeof approveFleetRowEndpoint.body>) =>
  apiFetch(approveFleetRowEndpoint, { params: { id }, body })

/** Puts a row that was just answered in the place of the old one. */
export function rowChanged(client: QueryClient, fleetId: string, row: FleetRow): void {
  client.setQueryData<Fleet>(keys.fleet(fleetId), (before) =>
    before ? { ...before, rows: before.rows.map((each) => (each.id === row.id ? row : each)) } : before,
  )
}
