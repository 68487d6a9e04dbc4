import { defineRoute } from '@/lib/server/http/define-route'
import { assignHolder } from './commands/assign'
import { revealHolder } from './commands/reveal'
import { listHolders } from './queries'
import { assignHolderEndpoint, listHoldersEndpoint, revealHolderEndpoint } from './schema'

export const holderRoutes = {
  assignHolder: defineRoute(assignHolderEndpoint, ({ actor, params, body }) =>
    assignHolder(actor, params.id, body),
  ),
  revealHolder: defineRoute(revealHolderEndpoint, ({ actor, params, body }) =>
    revealHolder(actor, params.id, body.party),
  ),
  listHolders: defineRoute(listHoldersEndpoint, ({ actor, query }) => listHolders(actor, query)),
}
