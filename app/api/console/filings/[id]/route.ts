import { keepClaim } from '@/lib/features/filing/commands/claim'
import { getDesk } from '@/lib/features/filing/queries/desk'
import { getDeskFilingEndpoint } from '@/lib/features/filing/schema/console'
import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getDeskFilingEndpoint, async ({ actor, params }) => {
  await keepClaim(actor, params.id)
  return getDesk(db(), actor, params.id)
})
