import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  type AuditQuery,
  listAuditDaysEndpoint,
  listAuditEndpoint,
  listAuditSinksEndpoint,
  verifyAuditEndpoint,
} from './schema'

export type AuditFilters = Partial<Omit<AuditQuery, 'cursor' | 'limit'>>

export const auditKeys = {
  all: ['audit'] as const,
  lists: () => [...auditKeys.all, 'list'] as const,
  list: (filters: AuditFilters) => [...auditKeys.lists(), filters] as const,
  sinks: () => [...auditKeys.all, 'sinks'] as const,
  days: () => [...auditKeys.all, 'days'] as const,
  verification: () => [...auditKeys.all, 'verification'] as const,
}

/** The audit log page by page, newest first. */
export function auditListOptions(filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: auditKeys.list(filters),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(listAuditEndpoint, { query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** Reads the whole chain, so it runs only on request. */
export function auditVerificationOptions() {
  return queryOptions({
    queryKey: auditKeys.verification(),
    queryFn: ({ signal }) => apiFetch(verifyAuditEndpoint, { signal }),
    enabled: false,
    staleTime: 0,
  })
}

/** The sinks of the chain's heads, and what they have not taken. */
export function auditSinksOptions() {
  return queryOptions({
    queryKey: auditKeys.sinks(),
    queryFn: ({ signal }) => apiFetch(listAuditSinksEndpoint, { signal }),
  })
}

/** The roots of days, newest first; asked for when somebody wants to see them. */
export function auditDaysOptions(enabled: boolean) {
  return queryOptions({
    queryKey: auditKeys.days(),
    queryFn: ({ signal }) => apiFetch(listAuditDaysEndpoint, { query: {}, signal }),
    enabled,
  })
}
