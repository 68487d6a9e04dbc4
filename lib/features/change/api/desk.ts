import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import { addOwnDecision } from '@/lib/features/filing/api/decisions'
import { msUntilEffect } from '@/lib/features/filing/api/desk'
import { type DeskChange, getDeskChangeEndpoint, listChangeQueueEndpoint } from '../schema/console'
import type { ChangeVerdict, changeDecisionBody } from '../schema/decision'
import {
  claimChangeEndpoint,
  deferChangeDecisionEndpoint,
  nextChangeEndpoint,
  readChangeFailureEndpoint,
  releaseChangeEndpoint,
  requestChangeInspectionEndpoint,
  takeBackChangeDecisionEndpoint,
} from '../schema/review'

/** Browser API of changes for officers: query keys, query options, calls. */
export const changeKeys = {
  all: ['change'] as const,
  lists: () => [...changeKeys.all, 'list'] as const,
  list: (filter: ChangeFilter) => [...changeKeys.lists(), filter] as const,
  detail: (id: string) => [...changeKeys.all, 'detail', id] as const,
}

export type ChangeFilter = Omit<z.input<typeof listChangeQueueEndpoint.query & z.ZodType>, 'cursor' | 'limit'>

/** One queue, page by page. */
export function changeQueueQuery(filter: ChangeFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: changeKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listChangeQueueEndpoint, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

const WHILE_INSPECTED_MS = 1_000
/** A photo takes some seconds, and others may come first. */
const WHILE_READ_MS = 5_000

/** One change with its machine; read again while its checks are being made or its photos read, and when an open decision is due. */
export function deskChangeQuery(id: string) {
  return queryOptions({
    queryKey: changeKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getDeskChangeEndpoint, { params: { id }, signal }),
    refetchInterval: ({ state: { data, dataUpdatedAt } }) => {
      if (data?.inspection.pending) return WHILE_INSPECTED_MS
      const effect = msUntilEffect(data?.openDecision ? [data.openDecision] : [], dataUpdatedAt)
      return effect === false && data?.unread.some(({ due }) => due) ? WHILE_READ_MS : effect
    },
  })
}

type Which = { changeId: string; decisionId: string }

export const claimChange = (id: string) => apiFetch(claimChangeEndpoint, { params: { id } })
export const claimNextChange = () => apiFetch(nextChangeEndpoint)
export const releaseChange = (id: string) => apiFetch(releaseChangeEndpoint, { params: { id } })
export const requestChangeInspection = (id: string) =>
  apiFetch(requestChangeInspectionEndpoint, { params: { id } })
export const deferChangeDecision = (id: string, body: z.input<typeof changeDecisionBody>) =>
  apiFetch(deferChangeDecisionEndpoint, { params: { id }, body })
export const takeBackChangeDecision = ({ changeId: id, decisionId }: Which) =>
  apiFetch(takeBackChangeDecisionEndpoint, { params: { id, decisionId } })
export const readChangeFailure = ({ changeId: id, decisionId }: Which) =>
  apiFetch(readChangeFailureEndpoint, { params: { id, decisionId } })

type Deferred = z.output<typeof deferChangeDecisionEndpoint.response>

/** Shows a decision just made, in the notice and on the desk, without asking the server for what it has just said. */
export function changeDecisionMade(
  client: QueryClient,
  change: DeskChange,
  { verdict, answer }: { verdict: ChangeVerdict; answer: Deferred },
): void {
  const { categoryCode = null, model = null } = change.machine.content.machine
  const subject = { filingId: null, changeId: change.id, changeType: change.type, categoryCode, model }
  addOwnDecision(client, { ...answer, ...subject, verdict, outcome: null, problem: null })
  const openDecision = { ...answer, verdict, staffName: '', mine: true }
  client.setQueryData<DeskChange>(changeKeys.detail(change.id), {
    ...change,
    actions: [],
    claimActions: [],
    openDecision,
  })
}

/** After something was decided or taken back: the change is read again when it is shown, lists and counts now. */
export async function changeDecided(client: QueryClient, id: string): Promise<void> {
  await client.invalidateQueries({ queryKey: changeKeys.detail(id) })
  await client.invalidateQueries({ queryKey: changeKeys.lists() })
}
