import { defineRoute } from '@/lib/server/http/define-route'
import { requestInspection } from './commands/want'
import { requestInspectionEndpoint } from './schema'

export const inspectionRoutes = {
  requestInspection: defineRoute(requestInspectionEndpoint, ({ actor, params }) =>
    requestInspection(actor, params.id),
  ),
}
