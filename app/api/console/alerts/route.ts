import { listAlerts } from '@/lib/features/watch/queries/alerts'
import { listAlertsEndpoint } from '@/lib/features/watch/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listAlertsEndpoint, ({ actor, query }) => listAlerts(actor, query))
