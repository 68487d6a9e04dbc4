import { urlOf } from '@/lib/client/api-fetch'
import { type MonthlyQuery, printMonthlyReportEndpoint } from '../schema/monthly'

/** Where the PDF of a monthly report is; each look there is recorded, so it is opened by a click only. */
export const monthlyReportUrl = (asked: MonthlyQuery) => urlOf(printMonthlyReportEndpoint, undefined, asked)
