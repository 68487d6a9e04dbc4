import { withdrawFiling } from '@/lib/features/filing/commands/withdraw-filing'
import { withdrawFilingEndpoint } from '@/lib/features/filing/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(withdrawFilingEndpoint, ({ actor, params }) =>
  withdrawFiling(actor, params.id),
)
