import { defineRoute } from '@/lib/server/http/define-route'
import { checkMachine } from './queries'
import { checkEndpoint } from './schema'

export const checkRoutes = {
  check: defineRoute(checkEndpoint, ({ params }) => checkMachine(params.token)),
}
