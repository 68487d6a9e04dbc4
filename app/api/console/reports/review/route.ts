import { getReviewReport } from '@/lib/features/report/queries/review'
import { getReviewReportEndpoint } from '@/lib/features/report/schema/reports'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getReviewReportEndpoint, ({ actor, query }) => getReviewReport(actor, query))
