import { reinstateMachine } from '@/lib/features/dossier/commands/reinstate'
import { reinstateMachineEndpoint } from '@/lib/features/dossier/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(reinstateMachineEndpoint, ({ actor, params, body }) =>
  reinstateMachine(actor, { id: params.id, ...body }),
)
