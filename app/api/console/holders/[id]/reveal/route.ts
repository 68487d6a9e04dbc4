import { revealHolder } from '@/lib/features/holder/commands'
import { revealHolderEndpoint } from '@/lib/features/holder/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(revealHolderEndpoint, ({ actor, params, body }) =>
  revealHolder(actor, params.id, body.party),
)
