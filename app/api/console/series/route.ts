import { createSeries } from '@/lib/features/registration/commands/series'
import { listSeries } from '@/lib/features/registration/queries'
import { createSeriesEndpoint, listSeriesEndpoint } from '@/lib/features/registration/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listSeriesEndpoint, ({ actor }) => listSeries(actor))
export const POST = defineRoute(createSeriesEndpoint, ({ actor, body }) => createSeries(actor, body))
