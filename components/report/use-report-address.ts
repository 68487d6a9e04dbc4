import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import type { FiguresQuery } from '@/lib/features/report/api/figures'

const TABS = ['stock', 'review'] as const
export type ReportTab = (typeof TABS)[number]

const ADDRESS = {
  tab: parseAsStringLiteral(TABS).withDefault('stock'),
  area: parseAsString,
  from: parseAsString,
  to: parseAsString,
}

/** What the figures are about, as it stands in the address: going back leads up again. */
export function useReportAddress() {
  const [{ tab, area, from, to }, write] = useQueryStates(ADDRESS, { history: 'push' })
  const asked: FiguresQuery = {
    ...(area && { areaCode: area }),
    ...(from && { from }),
    ...(to && { to }),
  }
  return { tab, asked, write }
}

export type ReportAddress = ReturnType<typeof useReportAddress>

/** The address of another area's figures, the rest as it is. */
export function areaHref({ tab, asked }: Pick<ReportAddress, 'tab' | 'asked'>, area: string): string {
  const { from, to } = asked
  const query = { ...(tab === 'review' && { tab }), area, ...(from && { from }), ...(to && { to }) }
  return `/reports?${new URLSearchParams(query)}`
}
