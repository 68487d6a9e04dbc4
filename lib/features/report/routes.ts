import { defineRoute } from '@/lib/server/http/define-route'
import { fileResponse } from '@/lib/server/http/file-response'
import { printMonthlyReport } from './commands/print-monthly'
import { getReviewReport } from './queries/review'
import { getStockReport } from './queries/stock'
import { printMonthlyReportEndpoint } from './schema/monthly'
import { getReviewReportEndpoint, getStockReportEndpoint } from './schema/reports'

export const reportRoutes = {
  printMonthlyReport: defineRoute(printMonthlyReportEndpoint, async ({ actor, query }) => {
    const { pdf, fileName } = await printMonthlyReport(actor, query)
    return fileResponse(pdf, 'application/pdf', fileName)
  }),
  getReviewReport: defineRoute(getReviewReportEndpoint, ({ actor, query }) => getReviewReport(actor, query)),
  getStockReport: defineRoute(getStockReportEndpoint, ({ actor, query }) => getStockReport(actor, query)),
}
