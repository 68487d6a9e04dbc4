import { getDeskChange } from '@/lib/features/change/queries/desk'
import { getDeskChangeEndpoint } from '@/lib/features/change/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getDeskChangeEndpoint, ({ actor, params }) => getDeskChange(actor, params.id))
