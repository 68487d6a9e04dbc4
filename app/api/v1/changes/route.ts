import { listOwnChanges } from '@/lib/features/change/queries/owner'
import { listChangesEndpoint } from '@/lib/features/change/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listChangesEndpoint, ({ actor, query }) => listOwnChanges(actor, query))
