import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { getReviewReportEndpoint, getStockReportEndpoint } from '../schema/reports'

/** What the figures are about; absent: the officer's own area, the last twelve months. */
export type FiguresAsked = { areaCode?: string; from?: string; to?: string }

/** Machines of an area by everything they are counted by. */
export function stockReportQuery(query: FiguresAsked) {
  return queryOptions({
    queryKey: ['report', 'stock', query],
    queryFn: ({ signal }) => apiFetch(getStockReportEndpoint, { query, signal }),
    placeholderData: keepPreviousData,
  })
}

/** What an area's bureaus received and decided. */
export function reviewReportQuery(query: FiguresAsked) {
  return queryOptions({
    queryKey: ['report', 'review', query],
    queryFn: ({ signal }) => apiFetch(getReviewReportEndpoint, { query, signal }),
    placeholderData: keepPreviousData,
  })
}
