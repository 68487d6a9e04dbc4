import { transferFiling } from '@/lib/features/filing/commands/transfer'
import { transferFilingEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(transferFilingEndpoint, ({ actor, params, body }) =>
  transferFiling(actor, { id: params.id, ...body }),
)
