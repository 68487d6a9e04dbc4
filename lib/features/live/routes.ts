import { defineRoute } from '@/lib/server/http/define-route'
import { openStream } from './queries/stream'
import { liveEndpoint } from './schema'

export const liveRoutes = {
  live: defineRoute(liveEndpoint, async ({ actor }) => openStream(actor)),
}
