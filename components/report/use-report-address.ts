import { useQueryStates } from 'nuqs'
import { figuresQueryOf, REPORT_ADDRESS } from './report-address'

/** Tab, area and months of the figures, stored in the URL with a history entry per change. */
export function useReportAddress() {
  const [address, write] = useQueryStates(REPORT_ADDRESS, { history: 'push' })
  return { tab: address.tab, filter: figuresQueryOf(address), write }
}

export type ReportAddress = ReturnType<typeof useReportAddress>

/** URL of another area's figures, otherwise unchanged. */
export function areaHref({ tab, filter }: Pick<ReportAddress, 'tab' | 'filter'>, area: string): string {
  const { from, to } = filter
  const query = { ...(tab === 'review' && { tab }), area, ...(from && { from }), ...(to && { to }) }
  return `/reports?${new URLSearchParams(query)}`
}
