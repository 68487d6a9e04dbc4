import { defineRoute } from '@/lib/server/http/define-route'
import { listViewings } from './queries'
import { viewingsEndpoint } from './schema'

export const viewingRoutes = {
  viewings: defineRoute(viewingsEndpoint, ({ actor, query }) => listViewings(actor, query)),
}
