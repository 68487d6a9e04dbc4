import { defineRoute } from '@/lib/server/http/define-route'
import { endOwnSession } from './commands'
import { listOwnSessions } from './queries'
import { endOwnSessionEndpoint, ownSessionsEndpoint } from './schema'

export const ownSessionRoutes = {
  listOwnSessions: defineRoute(ownSessionsEndpoint, ({ actor }) => listOwnSessions(actor)),
  endOwnSession: defineRoute(endOwnSessionEndpoint, ({ actor, params }) => endOwnSession(actor, params.id)),
}
