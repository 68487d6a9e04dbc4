import { handOver } from '@/lib/features/pickup/commands/hand-over'
import { handOverEndpoint } from '@/lib/features/pickup/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(handOverEndpoint, ({ actor, params, body }) =>
  handOver(actor, params.id, body),
)
