import { openApiDocument } from '@/lib/features/openapi/rules/document'
import { openApiEndpoint } from '@/lib/features/openapi/schema'
import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(openApiEndpoint, async () => publicJson(openApiDocument(), 60))
