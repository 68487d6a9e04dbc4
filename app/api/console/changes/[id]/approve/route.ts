import { approveChange } from '@/lib/features/change/commands/decide'
import { approveChangeEndpoint } from '@/lib/features/change/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(approveChangeEndpoint, ({ actor, params, body }) =>
  approveChange(actor, { id: params.id, ...body }),
)
