import { listPickups } from '@/lib/features/pickup/queries/list-pickups'
import { listPickupsEndpoint } from '@/lib/features/pickup/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listPickupsEndpoint, ({ actor, query }) => listPickups(actor, query))
