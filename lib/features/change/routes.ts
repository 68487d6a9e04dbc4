import { defineRoute } from '@/lib/server/http/define-route'
import { createChange } from './commands/create'
import { approveChange, returnChange } from './commands/decide'
import { withdrawChange } from './commands/withdraw'
import { getDeskChange } from './queries/desk'
import { listOwnChanges } from './queries/owner'
import { listChangeQueue } from './queries/queue'
import {
  approveChangeEndpoint,
  getDeskChangeEndpoint,
  listChangeQueueEndpoint,
  returnChangeEndpoint,
} from './schema/console'
import { createChangeEndpoint, listChangesEndpoint, withdrawChangeEndpoint } from './schema/owner'

export const changeRoutes = {
  approveChange: defineRoute(approveChangeEndpoint, ({ actor, params, body }) =>
    approveChange(actor, { id: params.id, ...body }),
  ),
  returnChange: defineRoute(returnChangeEndpoint, ({ actor, params, body }) =>
    returnChange(actor, { id: params.id, ...body }),
  ),
  getDeskChange: defineRoute(getDeskChangeEndpoint, ({ actor, params }) => getDeskChange(actor, params.id)),
  listChangeQueue: defineRoute(listChangeQueueEndpoint, ({ actor, query }) => listChangeQueue(actor, query)),
  withdrawChange: defineRoute(withdrawChangeEndpoint, ({ actor, params }) =>
    withdrawChange(actor, params.id),
  ),
  listChanges: defineRoute(listChangesEndpoint, ({ actor, query }) => listOwnChanges(actor, query)),
  createChange: defineRoute(createChangeEndpoint, ({ actor, params, body }) =>
    createChange(actor, params.id, body),
  ),
}
