import { defineRoute } from '@/lib/server/http/define-route'
import { checkMachine, findScanned } from './queries'
import { checkEndpoint, ownCheckEndpoint } from './schema'

export const checkRoutes = {
  check: defineRoute(checkEndpoint, ({ params }) => checkMachine(params.token)),
  scanned: defineRoute(ownCheckEndpoint, ({ actor, params }) => findScanned(actor, params.token)),
}
