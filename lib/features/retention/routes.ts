import { defineRoute } from '@/lib/server/http/define-route'
import { setRetention } from './commands'
import { listRetention } from './queries'
import { listRetentionEndpoint, setRetentionEndpoint } from './schema'

export const retentionRoutes = {
  listRetention: defineRoute(listRetentionEndpoint, () => listRetention()),
  setRetention: defineRoute(setRetentionEndpoint, ({ actor, params, body }) =>
    setRetention(actor, params.key, body),
  ),
}
