import { addWatches } from '@/lib/features/watch/commands/watches'
import { listWatches } from '@/lib/features/watch/queries/watches'
import { addWatchesEndpoint, listWatchesEndpoint } from '@/lib/features/watch/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listWatchesEndpoint, ({ actor }) => listWatches(actor))
export const POST = defineRoute(addWatchesEndpoint, ({ actor, body }) => addWatches(actor, body))
