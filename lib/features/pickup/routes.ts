import { defineRoute } from '@/lib/server/http/define-route'
import { handOver, handOverTogether } from './commands/hand-over'
import { lookUp } from './commands/look-up'
import { revealParty } from './commands/reveal-party'
import { unlockPickup } from './commands/unlock'
import { getPickup } from './queries/find-pickups'
import { listPickups } from './queries/list-pickups'
import {
  getPickupEndpoint,
  handOverEndpoint,
  handOverTogetherEndpoint,
  listPickupsEndpoint,
  lookupPickupsEndpoint,
  revealPickupEndpoint,
  unlockPickupEndpoint,
} from './schema'

export const pickupRoutes = {
  handOver: defineRoute(handOverEndpoint, ({ actor, params, body }) => handOver(actor, params.id, body)),
  handOverTogether: defineRoute(handOverTogetherEndpoint, ({ actor, body: { ids, ...input } }) =>
    handOverTogether(actor, ids, input),
  ),
  unlockPickup: defineRoute(unlockPickupEndpoint, ({ actor, params }) => unlockPickup(actor, params.id)),
  revealPickup: defineRoute(revealPickupEndpoint, ({ actor, params, body }) =>
    revealParty(actor, params.id, body.party),
  ),
  getPickup: defineRoute(getPickupEndpoint, ({ actor, params }) => getPickup(actor, params.id)),
  lookupPickups: defineRoute(lookupPickupsEndpoint, ({ actor, body, query, address }) =>
    lookUp(actor, query.cursor ? { ...body, cursor: query.cursor } : body, address),
  ),
  listPickups: defineRoute(listPickupsEndpoint, ({ actor, query }) => listPickups(actor, query)),
}
