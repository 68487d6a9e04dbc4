import { createBureau } from '@/lib/features/bureau/commands'
import { listBureaus } from '@/lib/features/bureau/queries'
import { createBureauEndpoint, listBureausEndpoint } from '@/lib/features/bureau/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listBureausEndpoint, ({ actor }) => listBureaus(actor))
export const POST = defineRoute(createBureauEndpoint, ({ actor, body }) => createBureau(actor, body))
