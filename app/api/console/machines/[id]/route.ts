import { getConsoleMachine } from '@/lib/features/dossier/queries/console'
import { getConsoleMachineEndpoint } from '@/lib/features/dossier/schema/console'
import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getConsoleMachineEndpoint, ({ actor, params }) =>
  getConsoleMachine(db(), actor, params.id),
)
