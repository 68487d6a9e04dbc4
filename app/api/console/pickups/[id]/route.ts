import { getPickup } from '@/lib/features/pickup/queries/find-pickups'
import { getPickupEndpoint } from '@/lib/features/pickup/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getPickupEndpoint, ({ actor, params }) => getPickup(actor, params.id))
