import { defineRoute } from '@/lib/server/http/define-route'
import { askReading } from './commands/ask'
import { ownerReadingEndpoint } from './schema'

export const readingRoutes = {
  ownerReading: defineRoute(ownerReadingEndpoint, ({ actor, params, body }) =>
    askReading(actor, params.id, body.slot),
  ),
}
