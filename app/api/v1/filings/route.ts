import { createFiling } from '@/lib/features/filing/commands/create-filing'
import { listOwnFilings } from '@/lib/features/filing/queries/owner'
import { createFilingEndpoint, listFilingsEndpoint } from '@/lib/features/filing/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listFilingsEndpoint, ({ actor, query }) => listOwnFilings(actor, query))
export const POST = defineRoute(createFilingEndpoint, ({ actor, body }) => createFiling(actor, body))
