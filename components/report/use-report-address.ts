import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import type { FiguresQuery } from '@/lib/features/report/api/figures'

const TABS = ['stock', 'review'] as const
export type ReportTab = (typeof TABS)[number]

const URL_PARAMS = {
  tab: parseAsStringLiteral(TABS).withDefault('stock'),
  area: parseAsString,
  from: parseAsString,
  to: parseAsString,
}

/** Tab, area and months of the figures, stored in the URL with a history entry per change. */
export function useReportAddress() {
  const [{ tab, area, from, to }, write] = useQueryStates(URL_PARAMS, { history: 'push' })
  const filter: FiguresQuery = {
    ...(area && { areaCode: area }),
    ...(from && { from }),
    ...(to && { to }),
  }
  return { tab, filter, write }
}

export type ReportAddress = ReturnType<typeof useReportAddress>

/** URL of another area's figures, otherwise unchanged. */
export function areaHref({ tab, filter }: Pick<ReportAddress, 'tab' | 'filter'>, area: string): string {
  const { from, to } = filter
  const query = { ...(tab === 'review' && { tab }), area, ...(from && { from }), ...(to && { to }) }
  return `/reports?${new URLSearchParams(query)}`
}
