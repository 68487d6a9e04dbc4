import { withdrawChange } from '@/lib/features/change/commands/withdraw'
import { withdrawChangeEndpoint } from '@/lib/features/change/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(withdrawChangeEndpoint, ({ actor, params }) =>
  withdrawChange(actor, params.id),
)
