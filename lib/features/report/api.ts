import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { getReviewReportEndpoint, getStockReportEndpoint } from './schema'

/** The browser's side of /api/console/reports. */
export const reportKeys = {
  all: ['report'] as const,
  stock: (query: AreaQuery) => [...reportKeys.all, 'stock', query] as const,
  review: (query: AreaQuery) => [...reportKeys.all, 'review', query] as const,
}

export type AreaQuery = { areaCode?: string; from?: string; to?: string }

export function stockReportQuery(query: AreaQuery) {
  return queryOptions({
    queryKey: reportKeys.stock(query),
    queryFn: ({ signal }) => apiFetch(getStockReportEndpoint, { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function reviewReportQuery(query: AreaQuery) {
  return queryOptions({
    queryKey: reportKeys.review(query),
    queryFn: ({ signal }) => apiFetch(getReviewReportEndpoint, { query, signal }),
    placeholderData: keepPreviousData,
  })
}
