import { defineRoute } from '@/lib/server/http/define-route'
import { deleteSeries } from './commands/delete-series'
import { changeSeries, createSeries } from './commands/series'
import { listSeries } from './queries'
import { createSeriesEndpoint, deleteSeriesEndpoint, listSeriesEndpoint, patchSeriesEndpoint } from './schema'

export const registrationRoutes = {
  patchSeries: defineRoute(patchSeriesEndpoint, ({ actor, params, body }) =>
    changeSeries(actor, { id: params.id, ...body }),
  ),
  deleteSeries: defineRoute(deleteSeriesEndpoint, ({ actor, params, body }) =>
    deleteSeries(actor, { id: params.id, ...body }),
  ),
  listSeries: defineRoute(listSeriesEndpoint, ({ actor }) => listSeries(actor)),
  createSeries: defineRoute(createSeriesEndpoint, ({ actor, body }) => createSeries(actor, body)),
}
