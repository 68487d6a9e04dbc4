import { disableBureau } from '@/lib/features/bureau/commands'
import { disableBureauEndpoint } from '@/lib/features/bureau/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(disableBureauEndpoint, ({ actor, params }) => disableBureau(actor, params.id))
