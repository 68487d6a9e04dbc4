import { declineFiling } from '@/lib/features/filing/commands/decline'
import { declineFilingEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(declineFilingEndpoint, ({ actor, params, body }) =>
  declineFiling(actor, { id: params.id, ...body }),
)
