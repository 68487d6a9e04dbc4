import { submitFiling } from '@/lib/features/filing/commands/submit-filing'
import { submitFilingEndpoint } from '@/lib/features/filing/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(submitFilingEndpoint, ({ actor, params }) => submitFiling(actor, params.id))
