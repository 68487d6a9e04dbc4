import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { getReviewReportEndpoint, getStockReportEndpoint } from '../schema/reports'

/** Area and months of the figures; default: the officer's own area, the last twelve months. */
export type FiguresQuery = { areaCode?: string; from?: string; to?: string }

/** An area's machines by every dimension. */
export function stockReportQuery(query: FiguresQuery) {
  return queryOptions({
    queryKey: ['report', 'stock', query],
    queryFn: ({ signal }) => apiFetch(getStockReportEndpoint, { query, signal }),
    placeholderData: keepPreviousData,
  })
}

/** What an area's bureaus received and decided. */
export function reviewReportQuery(query: FiguresQuery) {
  return queryOptions({
    queryKey: ['report', 'review', query],
    queryFn: ({ signal }) => apiFetch(getReviewReportEndpoint, { query, signal }),
    placeholderData: keepPreviousData,
  })
}
