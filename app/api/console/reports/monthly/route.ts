import { printMonthlyReport } from '@/lib/features/report/commands/print-monthly'
import { printMonthlyReportEndpoint } from '@/lib/features/report/schema/monthly'
import { defineRoute } from '@/lib/server/http/define-route'
import { fileResponse } from '@/lib/server/http/file-response'

export const GET = defineRoute(printMonthlyReportEndpoint, async ({ actor, query }) => {
  const { pdf, fileName } = await printMonthlyReport(actor, query)
  return fileResponse(pdf, 'application/pdf', fileName)
})
