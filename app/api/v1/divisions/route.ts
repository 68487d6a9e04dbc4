import { listDivisions } from '@/lib/features/division/queries/list'
import { listDivisionsEndpoint } from '@/lib/features/division/schema'
import { publicJson } from '@/lib/server/answer'
import { defineRoute } from '@/lib/server/define-route'

export const GET = defineRoute(listDivisionsEndpoint, async ({ query }) =>
  publicJson({ data: await listDivisions(query), nextCursor: null }, 3600),
)
