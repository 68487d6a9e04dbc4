import { searchMachines } from '@/lib/features/machine/queries/search/search'
import { searchMachinesEndpoint } from '@/lib/features/machine/schema/search'
import { defineRoute } from '@/lib/server/define-route'
import { jsonText } from '@/lib/server/json-text'

export const GET = defineRoute(searchMachinesEndpoint, async ({ actor, query }) =>
  jsonText(await searchMachines(actor, query)),
)
