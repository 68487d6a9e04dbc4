import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'
import { approveFleetRow } from './commands/approve-row'
import { showFleetRow } from './commands/show'
import { getFleet } from './queries/fleet'
import { approveFleetRowEndpoint, getFleetEndpoint, showFleetRowEndpoint } from './schema'

export const fleetRoutes = {
  getFleet: defineRoute(getFleetEndpoint, ({ actor, params }) => getFleet(db(), actor, params.id)),
  showFleetRow: defineRoute(showFleetRowEndpoint, ({ actor, params, body }) =>
    showFleetRow(actor, { id: params.id, ...body }),
  ),
  approveFleetRow: defineRoute(approveFleetRowEndpoint, ({ actor, params, body }) =>
    approveFleetRow(actor, { id: params.id, ...body }),
  ),
}
