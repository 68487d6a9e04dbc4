import { defineRoute } from '@/lib/server/http/define-route'
import { handOver } from './commands/hand-over'
import { revealParty } from './commands/reveal-party'
import { getPickup, lookupPickups } from './queries/find-pickups'
import { listPickups } from './queries/list-pickups'
import {
  getPickupEndpoint,
  handOverEndpoint,
  listPickupsEndpoint,
  lookupPickupsEndpoint,
  revealPickupEndpoint,
} from './schema'

export const pickupRoutes = {
  handOver: defineRoute(handOverEndpoint, ({ actor, params, body }) => handOver(actor, params.id, body)),
  revealPickup: defineRoute(revealPickupEndpoint, ({ actor, params, body }) =>
    revealParty(actor, params.id, body.party),
  ),
  getPickup: defineRoute(getPickupEndpoint, ({ actor, params }) => getPickup(actor, params.id)),
  lookupPickups: defineRoute(lookupPickupsEndpoint, ({ actor, body, query }) =>
    lookupPickups(actor, query.cursor ? { ...body, cursor: query.cursor } : body),
  ),
  listPickups: defineRoute(listPickupsEndpoint, ({ actor, query }) => listPickups(actor, query)),
}
