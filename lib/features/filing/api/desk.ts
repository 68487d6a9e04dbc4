import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiFetch } from '@/lib/client/api-fetch'
import type { Stated } from '@/lib/features/disclosure/schema'
import { getDeskFilingEndpoint, listQueueEndpoint, queuesEndpoint } from '../schema/console'
import { dismissDuplicateEndpoint, undoDismissalEndpoint } from '../schema/duplicate'
import { addNoteEndpoint } from '../schema/note'
import { leaveFilingEndpoint, visitFilingEndpoint } from '../schema/presence'
import {
  claimFilingEndpoint,
  nextFilingEndpoint,
  peekNextFilingEndpoint,
  releaseFilingEndpoint,
  revealPartyEndpoint,
  transferFilingEndpoint,
} from '../schema/review'

/** Client of the officers' API: query keys, query options, calls. */
export const filingKeys = {
  all: ['filing'] as const,
  lists: () => [...filingKeys.all, 'list'] as const,
  list: (filter: QueueFilter) => [...filingKeys.lists(), filter] as const,
  counts: () => [...filingKeys.lists(), 'counts'] as const,
  detail: (id: string) => [...filingKeys.all, 'detail', id] as const,
  presence: (id: string) => [...filingKeys.all, 'presence', id] as const,
  decisions: () => [...filingKeys.all, 'decisions'] as const,
  colleagues: (ids: readonly string[]) => [...filingKeys.all, 'colleagues', ...ids] as const,
  reviewers: () => [...filingKeys.lists(), 'reviewers'] as const,
}

export type QueueFilter = Omit<z.input<typeof listQueueEndpoint.query & z.ZodType>, 'cursor' | 'limit'>

/** One queue, paginated. */
export function queueQuery(filter: QueueFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: filingKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listQueueEndpoint, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** The counts on the workbench and in the menu. */
export function queueCountsQuery() {
  return queryOptions({
    queryKey: filingKeys.counts(),
    queryFn: ({ signal }) => apiFetch(queuesEndpoint, { signal }),
    refetchInterval: 60_000,
  })
}

const WHILE_INSPECTED_MS = 1_000
/** A photo takes some seconds, and others may come first. */
const WHILE_READ_MS = 5_000

/** Everything the desk shows; read again while its checks are being made, its plates are being read, and when an open decision is due. */
export function deskQuery(id: string) {
  return queryOptions({
    queryKey: filingKeys.detail(id),
    queryFn: ({ signal }) => apiFetch(getDeskFilingEndpoint, { params: { id }, signal }),
    refetchInterval: ({ state: { data, dataUpdatedAt } }) => {
      if (data?.inspection.pending) return WHILE_INSPECTED_MS
      const effect = msUntilEffect(data?.openDecision ? [data.openDecision] : [], dataUpdatedAt)
      return effect === false && data?.unread.some(({ due }) => due) ? WHILE_READ_MS : effect
    },
  })
}

/** The server looks for due decisions twice a second. */
const AFTER_DUE_MS = 600

/**
 * When to ask whether a decision has taken effect.
 * @param since when the remaining times were told
 * @returns false where none is open
 */
export function msUntilEffect(open: readonly { remainingMs: number }[], since: number): number | false {
  if (open.length === 0) return false
  const soonest = Math.min(...open.map(({ remainingMs }) => remainingMs))
  return Math.max(AFTER_DUE_MS, soonest - (Date.now() - since) + AFTER_DUE_MS)
}

/** Below the time after which a silent browser no longer counts (queries/presence.ts). */
const VISIT_MS = 20_000

/** Reports that the filing is open here, again and again while the page is visible; the others who have it open. */
export function presenceQuery(id: string) {
  return queryOptions({
    queryKey: filingKeys.presence(id),
    queryFn: ({ signal }) => apiFetch(visitFilingEndpoint, { params: { id }, signal }),
    refetchInterval: VISIT_MS,
    staleTime: 0,
    gcTime: 0,
  })
}

export const addNoteMutation = (id: string) =>
  mutationOptions({
    mutationKey: ['add-note', id],
    mutationFn: (text: string) => apiFetch(addNoteEndpoint, { params: { id }, body: { text } }),
    onSuccess: (_note, _text, _result, { client }) =>
      client.invalidateQueries({ queryKey: filingKeys.detail(id) }),
  })

export const leaveFiling = (id: string) => apiFetch(leaveFilingEndpoint, { params: { id } })

/** Which filing would be claimed next, or null; `before` is the one that is being decided. Nothing is claimed. */
export function peekNextQuery(before: string) {
  return queryOptions({
    queryKey: [...filingKeys.all, 'ahead', before],
    queryFn: async ({ signal }) => (await apiFetch(peekNextFilingEndpoint, { signal })) ?? null,
    refetchInterval: 30_000,
  })
}

type Body<E extends { body?: z.ZodType }> = E['body'] extends z.ZodType ? z.input<E['body']> : never

export const claimNext = () => apiFetch(nextFilingEndpoint)
export const claimFiling = (id: string) => apiFetch(claimFilingEndpoint, { params: { id } })
export const releaseFiling = (id: string) => apiFetch(releaseFilingEndpoint, { params: { id } })
export const transferFiling = (id: string, body: Body<typeof transferFilingEndpoint>) =>
  apiFetch(transferFilingEndpoint, { params: { id }, body })

type Finding = Body<typeof dismissDuplicateEndpoint>

/** Refetches after a refusal too: it may have been refused because the data on screen is stale. */
export const dismissDuplicateMutation = (id: string) =>
  mutationOptions({
    mutationFn: (body: Finding) => apiFetch(dismissDuplicateEndpoint, { params: { id }, body }),
    onSettled: (_data, _error, _body, _result, { client }) =>
      client.invalidateQueries({ queryKey: filingKeys.all }),
  })

export const undoDismissalMutation = (id: string) =>
  mutationOptions({
    mutationFn: (dismissalId: string) =>
      apiFetch(undoDismissalEndpoint, { params: { id }, body: { dismissalId } }),
    onSettled: (_data, _error, _dismissalId, _result, { client }) =>
      client.invalidateQueries({ queryKey: filingKeys.all }),
  })

/** Full ID number and phone of a party. Each reveal is audited; the response is not cached. */
export const revealPartyMutation = (id: string, party: 'OWNER' | 'AGENT') =>
  mutationOptions({
    mutationFn: (stated: Stated | undefined) =>
      apiFetch(revealPartyEndpoint, { params: { id }, body: { party, ...stated } }),
    gcTime: 0,
  })

/** After a change of one filing: drops it from the cache and refetches all lists and counts. */
export function filingChanged(client: QueryClient, id: string): Promise<void> {
  client.removeQueries({ queryKey: filingKeys.detail(id) })
  return client.invalidateQueries({ queryKey: filingKeys.lists() })
}
