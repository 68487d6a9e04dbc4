import { urlOf } from '@/lib/client/url-of'
import { type MonthlyQuery, printMonthlyReportEndpoint } from '../schema/monthly'

/** Where the PDF of a monthly report is; each look there is recorded, so it is opened by a click only. */
export const monthlyReportUrl = (asked: MonthlyQuery) => urlOf(printMonthlyReportEndpoint, undefined, asked)

/** The page that shows the same report for the browser's own printing. */
export const monthlyPrintUrl = ({ area, month }: MonthlyQuery) =>
  `/print/reports/monthly?${new URLSearchParams(area ? { area, month } : { month })}`
