import { countQueues } from '@/lib/features/filing/queries/queue-counts'
import { queuesEndpoint } from '@/lib/features/filing/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(queuesEndpoint, ({ actor }) => countQueues(actor))
