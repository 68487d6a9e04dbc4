import { checkMachine } from './queries'
import { checkEndpoint } from './schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const checkRoutes = {
  check: defineRoute(checkEndpoint, ({ params }) => checkMachine(params.token)),
}
