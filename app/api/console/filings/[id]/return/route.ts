import { returnFiling } from '@/lib/features/filing/commands/return'
import { returnFilingEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(returnFilingEndpoint, ({ actor, params, body }) =>
  returnFiling(actor, { id: params.id, ...body }),
)
