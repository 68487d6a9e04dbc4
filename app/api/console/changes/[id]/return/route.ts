import { returnChange } from '@/lib/features/change/commands/decide'
import { returnChangeEndpoint } from '@/lib/features/change/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(returnChangeEndpoint, ({ actor, params, body }) =>
  returnChange(actor, { id: params.id, ...body }),
)
