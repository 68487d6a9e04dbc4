import { defineRoute } from '@/lib/server/http/define-route'
import { liveEndpoint } from './schema'
import { openStream } from './stream'

export const liveRoutes = {
  live: defineRoute(liveEndpoint, async ({ actor }) => openStream(actor)),
}
