import { listDivisions } from '@/lib/features/division/queries/list'
import { listDivisionsEndpoint } from '@/lib/features/division/schema'
import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listDivisionsEndpoint, async ({ query }) =>
  publicJson({ data: await listDivisions(query), nextCursor: null }, 3600),
)
