import { revokeMachine } from '@/lib/features/dossier/commands/revoke'
import { revokeMachineEndpoint } from '@/lib/features/dossier/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(revokeMachineEndpoint, ({ actor, params, body }) =>
  revokeMachine(actor, { id: params.id, ...body }),
)
