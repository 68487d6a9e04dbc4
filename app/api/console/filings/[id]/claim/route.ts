import { claimFiling } from '@/lib/features/filing/commands/claim'
import { claimFilingEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(claimFilingEndpoint, ({ actor, params }) => claimFiling(actor, params.id))
