import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'
import { copyMachine } from './commands/copy-machine'
import { correctStage } from './commands/correct-stage'
import { reinstateMachine } from './commands/reinstate'
import { revealOwner } from './commands/reveal-owner'
import { revokeMachine } from './commands/revoke'
import { getConsoleMachine } from './queries/console'
import { getOwnMachine, listOwnMachines } from './queries/own'
import {
  correctStageEndpoint,
  getConsoleMachineEndpoint,
  reinstateMachineEndpoint,
  revealMachineOwnerEndpoint,
  revokeMachineEndpoint,
} from './schema/console'
import { copyMachineEndpoint, getMachineEndpoint, listMachinesEndpoint } from './schema/owner'

export const dossierRoutes = {
  correctStage: defineRoute(correctStageEndpoint, ({ actor, params, body }) =>
    correctStage(actor, { id: params.id, ...body }),
  ),
  reinstateMachine: defineRoute(reinstateMachineEndpoint, ({ actor, params, body }) =>
    reinstateMachine(actor, { id: params.id, ...body }),
  ),
  revealMachineOwner: defineRoute(revealMachineOwnerEndpoint, ({ actor, params, body }) =>
    revealOwner(actor, params.id, body),
  ),
  revokeMachine: defineRoute(revokeMachineEndpoint, ({ actor, params, body }) =>
    revokeMachine(actor, { id: params.id, ...body }),
  ),
  getConsoleMachine: defineRoute(getConsoleMachineEndpoint, ({ actor, params }) =>
    getConsoleMachine(db(), actor, params.id),
  ),
  copyMachine: defineRoute(copyMachineEndpoint, ({ actor, params }) => copyMachine(actor, params.id)),
  getMachine: defineRoute(getMachineEndpoint, ({ actor, params }) => getOwnMachine(actor, params.id)),
  listMachines: defineRoute(listMachinesEndpoint, ({ actor, query }) => listOwnMachines(actor, query)),
}
