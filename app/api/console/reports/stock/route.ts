import { getStockReport } from '@/lib/features/report/queries/stock'
import { getStockReportEndpoint } from '@/lib/features/report/schema/reports'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getStockReportEndpoint, ({ actor, query }) => getStockReport(actor, query))
