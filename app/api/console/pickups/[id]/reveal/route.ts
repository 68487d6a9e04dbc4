import { revealParty } from '@/lib/features/pickup/commands/reveal-party'
import { revealPickupEndpoint } from '@/lib/features/pickup/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(revealPickupEndpoint, ({ actor, params, body }) =>
  revealParty(actor, params.id, body.party),
)
