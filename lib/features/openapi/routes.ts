import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'
import { openApiDocument } from './rules/document'
import { openApiEndpoint } from './schema'

export const openapiRoutes = {
  openApi: defineRoute(openApiEndpoint, async () => publicJson(openApiDocument(), 60)),
}
