import { lookupPickups } from '@/lib/features/pickup/queries/find-pickups'
import { lookupPickupsEndpoint } from '@/lib/features/pickup/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(lookupPickupsEndpoint, ({ actor, body, query }) =>
  lookupPickups(actor, query.cursor ? { ...body, cursor: query.cursor } : body),
)
