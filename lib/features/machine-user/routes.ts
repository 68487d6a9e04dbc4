import { defineRoute } from '@/lib/server/http/define-route'
import { addMachineUser, changeMachineUser, deleteMachineUser } from './commands/declare'
import { revealMachineUser } from './commands/reveal'
import { listMachineUsers } from './queries'
import {
  addMachineUserEndpoint,
  changeMachineUserEndpoint,
  deleteMachineUserEndpoint,
  listMachineUsersEndpoint,
  revealMachineUserEndpoint,
} from './schema'

export const machineUserRoutes = {
  listMachineUsers: defineRoute(listMachineUsersEndpoint, ({ actor, params }) =>
    listMachineUsers(actor, params.id),
  ),
  addMachineUser: defineRoute(addMachineUserEndpoint, ({ actor, params, body }) =>
    addMachineUser(actor, params.id, body),
  ),
  changeMachineUser: defineRoute(changeMachineUserEndpoint, ({ actor, params, body }) =>
    changeMachineUser(actor, params, body),
  ),
  deleteMachineUser: defineRoute(deleteMachineUserEndpoint, ({ actor, params }) =>
    deleteMachineUser(actor, params),
  ),
  revealMachineUser: defineRoute(revealMachineUserEndpoint, ({ actor, params, body }) =>
    revealMachineUser(actor, params, body),
  ),
}
