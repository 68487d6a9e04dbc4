import { startImport } from '@/lib/features/catalogue/commands/run-import'
import { runImportEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(runImportEndpoint, ({ actor, params }) => startImport(actor, params.id))
