import { approveFiling } from '@/lib/features/filing/commands/approve'
import { approveFilingEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(approveFilingEndpoint, ({ actor, params, body }) =>
  approveFiling(actor, { id: params.id, ...body }),
)
