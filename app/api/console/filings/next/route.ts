import { claimNext } from '@/lib/features/filing/commands/claim'
import { nextFilingEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(nextFilingEndpoint, ({ actor }) => claimNext(actor))
