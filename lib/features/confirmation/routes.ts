import { defineRoute } from '@/lib/server/http/define-route'
import { confirmAct, declineAct, withdrawAct } from './commands/decide'
import { listPendingActs } from './queries'
import {
  confirmActEndpoint,
  declineActEndpoint,
  listPendingActsEndpoint,
  withdrawActEndpoint,
} from './schema'

export const confirmationRoutes = {
  listPendingActs: defineRoute(listPendingActsEndpoint, ({ actor, query }) => listPendingActs(actor, query)),
  confirmAct: defineRoute(confirmActEndpoint, ({ actor, params }) => confirmAct(actor, params.id)),
  declineAct: defineRoute(declineActEndpoint, ({ actor, params, body }) =>
    declineAct(actor, params.id, body.reason),
  ),
  withdrawAct: defineRoute(withdrawActEndpoint, ({ actor, params }) => withdrawAct(actor, params.id)),
}
