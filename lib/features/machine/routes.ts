import { jsonText } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'
import { searchMachines } from './queries/search/search'
import { searchMachinesEndpoint } from './schema/search'

export const machineRoutes = {
  searchMachines: defineRoute(searchMachinesEndpoint, async ({ actor, query }) =>
    jsonText(await searchMachines(actor, query)),
  ),
}
