import { defineRoute } from '@/lib/server/http/define-route'
import { lookUpAccount } from './commands/look-up'
import { proveAccount } from './commands/prove'
import { lookUpAccountEndpoint, proveAccountEndpoint } from './schema'

export const identityRoutes = {
  lookUpAccount: defineRoute(lookUpAccountEndpoint, ({ actor, body }) => lookUpAccount(actor, body)),
  proveAccount: defineRoute(proveAccountEndpoint, ({ actor, params, body }) =>
    proveAccount(actor, params.id, body.idTail),
  ),
}
