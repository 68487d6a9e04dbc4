import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'
import { giveSecondLook } from './commands/give-look'
import { getFigures } from './queries/figures'
import { getSecondLook } from './queries/look'
import { getSecondLookEndpoint, giveSecondLookEndpoint, secondLookFiguresEndpoint } from './schema'

export const secondLookRoutes = {
  getSecondLook: defineRoute(getSecondLookEndpoint, ({ actor, params }) =>
    getSecondLook(db(), actor, params.id),
  ),
  giveSecondLook: defineRoute(giveSecondLookEndpoint, ({ actor, params, body }) =>
    giveSecondLook(actor, params.id, body),
  ),
  secondLookFigures: defineRoute(secondLookFiguresEndpoint, ({ actor }) => getFigures(actor)),
}
