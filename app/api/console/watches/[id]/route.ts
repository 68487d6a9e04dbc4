import { removeWatch } from '@/lib/features/watch/commands/watches'
import { removeWatchEndpoint } from '@/lib/features/watch/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const DELETE = defineRoute(removeWatchEndpoint, ({ actor, params }) => removeWatch(actor, params.id))
