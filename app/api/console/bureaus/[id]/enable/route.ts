import { enableBureau } from '@/lib/features/bureau/commands'
import { enableBureauEndpoint } from '@/lib/features/bureau/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(enableBureauEndpoint, ({ actor, params }) => enableBureau(actor, params.id))
