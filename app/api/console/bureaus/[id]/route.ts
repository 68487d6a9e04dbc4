import { updateBureau } from '@/lib/features/bureau/commands'
import { updateBureauEndpoint } from '@/lib/features/bureau/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const PATCH = defineRoute(updateBureauEndpoint, ({ actor, params, body }) =>
  updateBureau(actor, params.id, body),
)
