import { refreshSession } from '@/lib/features/account/commands/refresh-session'
import { refreshSessionEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(refreshSessionEndpoint, ({ actor, body }) =>
  refreshSession(actor, body.refreshToken),
)
