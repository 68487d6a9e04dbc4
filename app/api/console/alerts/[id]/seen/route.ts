import { putAside, takeBack } from '@/lib/features/watch/commands/aside'
import { putAsideEndpoint, takeBackEndpoint } from '@/lib/features/watch/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(putAsideEndpoint, ({ actor, params }) => putAside(actor, params.id))
export const DELETE = defineRoute(takeBackEndpoint, ({ actor, params }) => takeBack(actor, params.id))
