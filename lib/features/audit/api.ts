import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { type AuditQuery, listAuditEndpoint, verifyAuditEndpoint } from './schema'

export type AuditFilters = Partial<Omit<AuditQuery, 'cursor' | 'limit'>>

export const auditKeys = {
  all: ['audit'] as const,
  lists: () => [...auditKeys.all, 'list'] as const,
  list: (filters: AuditFilters) => [...auditKeys.lists(), filters] as const,
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
