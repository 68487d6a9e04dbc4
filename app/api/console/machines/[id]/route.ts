import { getConsoleMachine } from '@/lib/features/machine/queries/console'
import { getConsoleMachineEndpoint } from '@/lib/features/machine/schema/console'
import { db } from '@/lib/server/db'
import { defineRoute } from '@/lib/server/define-route'

export const GET = defineRoute(getConsoleMachineEndpoint, ({ actor, params }) =>
  getConsoleMachine(db(), actor, params.id),
)
