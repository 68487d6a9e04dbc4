import { importTemplate } from '@/lib/features/catalogue/queries/template'
import { importTemplateEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(importTemplateEndpoint, ({ params }) => importTemplate(params.file))
