import { listChangeQueue } from '@/lib/features/change/queries/queue'
import { listChangeQueueEndpoint } from '@/lib/features/change/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listChangeQueueEndpoint, ({ actor, query }) => listChangeQueue(actor, query))
