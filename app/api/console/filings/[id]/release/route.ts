import { releaseFiling } from '@/lib/features/filing/commands/release'
import { releaseFilingEndpoint } from '@/lib/features/filing/schema/review'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(releaseFilingEndpoint, ({ actor, params }) => releaseFiling(actor, params.id))
