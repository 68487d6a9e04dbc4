import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'
import { judgePair } from './commands'
import { getPair } from './queries/pair'
import { getPairEndpoint, judgePairEndpoint } from './schema'

export const pairRoutes = {
  getPair: defineRoute(getPairEndpoint, ({ actor, params, query }) =>
    getPair(db(), actor, params.id, query.with),
  ),
  judgePair: defineRoute(judgePairEndpoint, ({ actor, params, body }) =>
    judgePair(actor, { id: params.id, ...body }),
  ),
}
