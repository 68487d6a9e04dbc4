import { revealParty } from '@/lib/features/filing/commands/reveal'
import { revealPartyEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(revealPartyEndpoint, ({ actor, params, body }) =>
  revealParty(actor, params.id, body.party),
)
