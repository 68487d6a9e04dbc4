import { endSession } from '@/lib/features/account/commands/end-session'
import { openSession } from '@/lib/features/account/commands/open-session'
import { endSessionEndpoint, openSessionEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(openSessionEndpoint, ({ actor, body }) => openSession(actor, body))

export const DELETE = defineRoute(endSessionEndpoint, ({ actor, query }) =>
  endSession(actor, query.everywhere === 'true'),
)
