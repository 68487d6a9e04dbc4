import { listHolders } from '@/lib/features/holder/queries'
import { listHoldersEndpoint } from '@/lib/features/holder/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listHoldersEndpoint, ({ actor, query }) => listHolders(actor, query))
