import { openApiDocument } from '@/lib/features/openapi/rules/document'
import { openApiEndpoint } from '@/lib/features/openapi/schema'
import { defineRoute } from '@/lib/server/define-route'
import { publicJson } from '@/lib/server/public-json'

export const GET = defineRoute(openApiEndpoint, async () => publicJson(openApiDocument(), 60))
