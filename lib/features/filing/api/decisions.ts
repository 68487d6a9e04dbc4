import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import type { DeskFiling } from '../schema/console'
import type { decisionBody, Verdict } from '../schema/decision'
import {
  deferDecisionEndpoint,
  type OwnDecision,
  ownDecisionsEndpoint,
  readFailureEndpoint,
  takeBackDecisionEndpoint,
} from '../schema/deferred'
import { filingKeys, msUntilEffect } from './desk'

type Which = { filingId: string; decisionId: string }
type Deferred = z.output<typeof deferDecisionEndpoint.response>

export const deferDecision = (id: string, body: z.input<typeof decisionBody>) =>
  apiFetch(deferDecisionEndpoint, { params: { id }, body })
export const takeBackDecision = ({ filingId: id, decisionId }: Which) =>
  apiFetch(takeBackDecisionEndpoint, { params: { id, decisionId } })
export const readFailure = ({ filingId: id, decisionId }: Which) =>
  apiFetch(readFailureEndpoint, { params: { id, decisionId } })

/** The officer's own latest decisions; asked again when one is due, and not otherwise. */
export function ownDecisionsQuery() {
  return queryOptions({
    queryKey: filingKeys.decisions(),
    queryFn: ({ signal }) => apiFetch(ownDecisionsEndpoint, { signal }),
    refetchInterval: ({ state }) => msUntilEffect(state.data?.data.filter(isOpen) ?? [], state.dataUpdatedAt),
  })
}

export const isOpen = ({ outcome }: OwnDecision) => outcome === null

/** Shows a decision just made, in the notice and on the desk, without asking the server for what it has just said. */
export function decisionMade(
  client: QueryClient,
  filing: DeskFiling,
  { verdict, answer }: { verdict: Verdict; answer: Deferred },
): void {
  const { categoryCode = null, model = null } = filing.content.machine
  const made = { ...answer, verdict }
  const subject = { filingId: filing.id, changeId: null, changeType: null, categoryCode, model }
  addOwnDecision(client, { ...made, ...subject, outcome: null, problem: null })
  const openDecision = { ...made, staffName: '', mine: true }
  client.setQueryData(filingKeys.detail(filing.id), { ...filing, actions: [], openDecision })
}

/** Adds a decision just made to those that the notice tells of. */
export function addOwnDecision(client: QueryClient, own: OwnDecision): void {
  const { queryKey } = ownDecisionsQuery()
  const elapsed = Date.now() - (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0)
  // Nothing is shown as known that has not been loaded, such as the figures of the day.
  if (!client.getQueryData(queryKey)) return void client.invalidateQueries({ queryKey })
  client.setQueryData(
    queryKey,
    (before) =>
      before && {
        ...before,
        data: [
          own,
          ...before.data.map((one) => ({ ...one, remainingMs: Math.max(0, one.remainingMs - elapsed) })),
        ],
      },
  )
}
