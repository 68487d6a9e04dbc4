import { changeSeries } from '@/lib/features/registration/commands/series'
import { patchSeriesEndpoint } from '@/lib/features/registration/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const PATCH = defineRoute(patchSeriesEndpoint, ({ actor, params, body }) =>
  changeSeries(actor, { id: params.id, ...body }),
)
