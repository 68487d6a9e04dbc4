import { urlOf } from '@/lib/client/url-of'
import { type MonthlyQuery, printMonthlyReportEndpoint } from '../schema/monthly'

/** URL of a monthly report's PDF. Every request is audited, so never prefetch it. */
export const monthlyReportUrl = (query: MonthlyQuery) => urlOf(printMonthlyReportEndpoint, undefined, query)

/** URL of the page with the same report, for printing in the browser. */
export const monthlyPrintUrl = ({ area, month }: MonthlyQuery) =>
  `/print/reports/monthly?${new URLSearchParams(area ? { area, month } : { month })}`
