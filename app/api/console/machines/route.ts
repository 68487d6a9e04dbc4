import { searchMachines } from '@/lib/features/machine/queries/search/search'
import { searchMachinesEndpoint } from '@/lib/features/machine/schema/search'
import { jsonText } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(searchMachinesEndpoint, async ({ actor, query }) =>
  jsonText(await searchMachines(actor, query)),
)
