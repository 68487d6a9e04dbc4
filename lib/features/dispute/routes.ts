import { defineRoute } from '@/lib/server/http/define-route'
import { decideDispute } from './commands/decide'
import { openDispute } from './commands/open'
import { listDisputes, listOwnDisputes } from './queries'
import {
  decideDisputeEndpoint,
  listDisputesEndpoint,
  openDisputeEndpoint,
  ownDisputesEndpoint,
} from './schema'

export const disputeRoutes = {
  openDispute: defineRoute(openDisputeEndpoint, ({ actor, body }) => openDispute(actor, body)),
  ownDisputes: defineRoute(ownDisputesEndpoint, ({ actor, query }) => listOwnDisputes(actor, query)),
  listDisputes: defineRoute(listDisputesEndpoint, ({ actor, query: { open, id, ...page } }) =>
    listDisputes(actor, { open: open === 'true', id }, page),
  ),
  decideDispute: defineRoute(decideDisputeEndpoint, ({ actor, params, body }) =>
    decideDispute(actor, params.id, body),
  ),
}
