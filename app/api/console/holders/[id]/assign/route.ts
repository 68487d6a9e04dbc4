import { assignHolder } from '@/lib/features/holder/commands'
import { assignHolderEndpoint } from '@/lib/features/holder/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(assignHolderEndpoint, ({ actor, params, body }) =>
  assignHolder(actor, params.id, body),
)
