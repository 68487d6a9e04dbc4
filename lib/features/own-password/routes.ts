import { defineRoute } from '@/lib/server/http/define-route'
import { changeOwnPassword } from './commands'
import { changeOwnPasswordEndpoint } from './schema'

export const ownPasswordRoutes = {
  changeOwnPassword: defineRoute(changeOwnPasswordEndpoint, ({ actor, body }) =>
    changeOwnPassword(actor, body),
  ),
}
