import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'
import { listDivisions } from './queries/list'
import { listDivisionsEndpoint } from './schema'

export const divisionRoutes = {
  listDivisions: defineRoute(listDivisionsEndpoint, async ({ query }) =>
    publicJson({ data: await listDivisions(query), nextCursor: null }, 3600),
  ),
}
