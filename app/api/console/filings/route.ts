import { listQueue } from '@/lib/features/filing/queries/queue-list'
import { listQueueEndpoint } from '@/lib/features/filing/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listQueueEndpoint, ({ actor, query }) => listQueue(actor, query))
