import { changeSeries, createSeries } from './commands/series'
import { createSeriesEndpoint, listSeriesEndpoint, patchSeriesEndpoint } from './schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { listSeries } from './queries'

export const registrationRoutes = {
  patchSeries: defineRoute(patchSeriesEndpoint, ({ actor, params, body }) =>
  changeSeries(actor, { id: params.id, ...body }),
),
  listSeries: defineRoute(listSeriesEndpoint, ({ actor }) => listSeries(actor)),
  createSeries: defineRoute(createSeriesEndpoint, ({ actor, body }) => createSeries(actor, body)),
}
