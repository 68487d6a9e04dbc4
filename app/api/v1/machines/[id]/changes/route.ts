import { createChange } from '@/lib/features/change/commands/create'
import { createChangeEndpoint } from '@/lib/features/change/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(createChangeEndpoint, ({ actor, params, body }) =>
  createChange(actor, params.id, body),
)
